import { endware, form, json, xml } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { type Serving, serve } from '../../support/serve.js'

const Order = z.strictObject({
  customer: z.string(),
  quantity: z.int().optional(),
  gift: z.boolean().optional(),
  tags: z.array(z.string()).optional(),
})
const api = endware({ codecs: [json(), xml(), form()], onFailure: () => {} })
const typed = api.endpoint({ body: Order }, ({ body }) => body)
const open = api.endpoint({ body: z.unknown() }, ({ body }) => body)

let serving: Serving
beforeAll(async () => {
  serving = await serve((request, response) => (request.url === '/open' ? open : typed)(request, response))
})
afterAll(() => serving.close())

const send = async (
  path: string,
  body: string | Uint8Array,
  type = 'application/x-www-form-urlencoded',
): Promise<readonly [number, unknown]> => {
  const response = await fetch(serving.url + path, {
    method: 'POST',
    headers: { 'content-type': type },
    body: Buffer.from(body),
  })
  return [response.status, await response.json()]
}

describe('a form without fields', () => {
  const type = 'application/x-www-form-urlencoded'

  test('has no members, as a browser sends it when nothing is checked', async () => {
    expect(await send('/open', '')).toEqual([200, {}])
    const [status, content] = await send('/', '')
    expect([status, content]).toEqual([
      400,
      expect.objectContaining({ message: expect.stringContaining('customer is required') }),
    ])
  })

  test('is no body where forms are not read', async () => {
    const narrow = await serve(
      endware().endpoint({ body: z.object({}).optional() }, ({ body }) => ({ got: body ?? 'nothing' })),
    )
    const response = await fetch(narrow.url, { method: 'POST', headers: { 'content-type': type }, body: '' })
    expect([response.status, await response.json()]).toEqual([200, { got: 'nothing' }])
    await narrow.close()
  })

  test('is not in a request without content', async () => {
    const response = await fetch(serving.url, { headers: { 'content-type': type } })
    const message = expect.stringContaining('a body is required')
    expect([response.status, await response.json()]).toEqual([400, expect.objectContaining({ message })])
  })
})

describe('a form is read by the schema', () => {
  const rows: readonly (readonly [body: string, value: unknown])[] = [
    ['customer=Ada', { customer: 'Ada' }],
    ['customer=Ada+L&quantity=3&gift=true', { customer: 'Ada L', quantity: 3, gift: true }],
    ['customer=%C3%A4%26%3D&tags=a', { customer: 'ä&=', tags: ['a'] }],
    ['customer=x&tags=a&tags=b', { customer: 'x', tags: ['a', 'b'] }],
    ['customer=007', { customer: '007' }],
    ['&&customer=&', { customer: '' }],
    ['customer', { customer: '' }],
    ['customer=a=b', { customer: 'a=b' }],
  ]
  test.each(rows)('%s', async (body, value) => {
    expect(await send('/', body)).toEqual([200, value])
    expect(await send('/', body, 'application/x-www-form-urlencoded; charset=UTF-8')).toEqual([200, value])
  })
})

describe('without a schema its fields stay text', () => {
  const rows: readonly (readonly [body: string, value: unknown])[] = [
    ['a=1&b=x&a=2', { a: ['1', '2'], b: 'x' }],
    ['a[b]=1&c.d=2', { 'a[b]': '1', 'c.d': '2' }],
    ['constructor=1&toString=2', { constructor: '1', toString: '2' }],
  ]
  test.each(rows)('%s', async (body, value) => {
    expect(await send('/open', body)).toEqual([200, value])
  })
})

describe('a faulty form', () => {
  const rows: readonly (readonly [name: string, body: string | Uint8Array, message: RegExp])[] = [
    ['what is not valid', 'customer=x&quantity=many', /quantity/],
    ['a field too many', 'customer=x&admin=true', /admin/],
    ['a repeated scalar', 'customer=x&customer=y', /customer/],
    ['percent signs', 'customer=%zz', /percent-encoded/],
    ['percent-encoded bytes that are no UTF-8', 'customer=%ff', /percent-encoded/],
    ['bytes that are no UTF-8', Uint8Array.of(0x61, 0x3d, 0xff), /cannot be read/],
    ['__proto__', '__proto__=x', /__proto__/],
    ['too many fields', 'a=1&'.repeat(1001), /more than 1000/],
  ]
  test.each(rows)('%s gets a 400', async (_name, body, message) => {
    const [status, answer] = await send('/', body)
    expect(status).toBe(400)
    expect((answer as { message: string }).message).toMatch(message)
  })
})

test('form() only reads: it is never negotiated, and cannot be the only codec', async () => {
  const headers = { accept: 'application/x-www-form-urlencoded', 'content-type': 'application/x-www-form-urlencoded' }
  const response = await fetch(serving.url, { method: 'POST', headers, body: 'customer=x' })
  expect(response.status).toBe(406)
  expect(await response.json()).toMatchObject({ additional: { available: ['application/json', 'application/xml'] } })
  expect(() => endware({ codecs: [form()] })).toThrow(/no codec can write/)
})

test('forms are not read without form()', async () => {
  const other = await serve(endware({ onFailure: () => {} }).endpoint({ body: Order }, ({ body }) => body))
  const response = await fetch(other.url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'customer=x',
  })
  expect(response.status).toBe(415)
  await other.close()
})
