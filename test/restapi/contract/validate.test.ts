import { endware, type FailureReport, form, json, type StandardSchema } from '@endware/restapi'
import { multipart } from '@endware/restapi/multipart'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express from 'express'
import { z } from 'zod'
import { type Serving, serve } from '../../support/serve.js'

/** Returns a validator that gives the same answer for every value. */
const answering = (answer: object): StandardSchema<unknown, unknown> => ({
  '~standard': { version: 1, vendor: 'test', validate: () => answer as { value: unknown } },
})

async function post(schema: StandardSchema<unknown, unknown>): Promise<readonly [number, unknown, readonly string[]]> {
  const reports: FailureReport[] = []
  const api = endware({ onFailure: (report) => reports.push(report) })
  const serving: Serving = await serve(api.endpoint({ body: schema }, ({ body }) => ({ body })))
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(serving.url, { method: 'POST', headers, body: '1' })
  const content = await response.json()
  await serving.close()
  return [response.status, content, reports.map(({ cause }) => String(cause))]
}

test('takes the value of a validator whose list of issues is empty', async () => {
  expect(await post(answering({ value: 'a', issues: [] }))).toEqual([200, { body: 'a' }, []])
})

test.each([{ issues: [] }, {}])(
  'answers 500 when a validator gives %j: neither a value nor an issue',
  async (answer) => {
    const [status, , causes] = await post(answering(answer))
    expect(status).toBe(500)
    expect(causes).toEqual([expect.stringContaining('neither a value nor')])
  },
)

test('refuses the request when a validator gives a value and an issue', async () => {
  const [status, content] = await post(answering({ value: 'a', issues: [{ message: 'wrong' }] }))
  expect(status).toBe(400)
  expect(content).toMatchObject({ errors: [{ in: 'body', pointer: '', message: 'wrong' }] })
})

test.each<[string, z.ZodType, string]>([
  ['a number', z.number(), 'once may be given once'],
  ['a constant', z.enum(['a', 'b']), 'once may be given once'],
  ['a text of some length', z.string().min(3), 'once may be given once'],
  ['a list of some length', z.array(z.string()).min(3), 'once must have at least 3 items'],
  ['a list of numbers', z.array(z.number()), 'once[0] must be a number'],
])('says of a repeated parameter that is %s what is wrong', async (_, schema, message) => {
  const api = endware()
  const serving = await serve(api.endpoint({ query: z.object({ once: schema }) }, () => 'never'))
  const response = await fetch(`${serving.url}/?once=x&once=y`)
  const { errors } = (await response.json()) as { errors: { message: string }[] }
  await serving.close()
  const others = errors.filter((error) => error.message !== 'once[1] must be a number')
  expect([response.status, others]).toMatchObject([400, [{ in: 'query', message }]])
})

describe('a name that comes more than once in a form, and takes one value', () => {
  const Address = z.object({ city: z.string() })
  const Form = z.object({
    title: z.string().optional(),
    size: z.int().optional(),
    colour: z.enum(['red', 'blue']).optional(),
    tags: z.array(z.string()).optional(),
    photo: z.file().optional(),
    address: Address.optional(),
  })
  const api = endware({ codecs: [json(), form(), multipart()] })
  let serving: Serving
  beforeAll(async () => {
    const app = express().post(
      '/parsed',
      express.urlencoded(),
      api.endpoint({ body: Form }, () => 'never'),
    )
    serving = await serve(app.use(api.endpoint({ body: Form }, () => 'never')))
  })
  afterAll(() => serving.close())

  const messagesOf = async (body: URLSearchParams | FormData | string, path = ''): Promise<readonly string[]> => {
    const headers: Record<string, string> = typeof body === 'string' ? { 'content-type': 'application/json' } : {}
    const response = await fetch(`${serving.url}${path}`, { method: 'POST', headers, body })
    expect(response.status).toBe(400)
    const { errors } = (await response.json()) as { errors: { message: string }[] }
    return errors.map(({ message }) => message)
  }

  const twice: [field: string, value: string][] = [
    ['title', 'x'],
    ['size', '1'],
    ['colour', 'red'],
    ['address[city]', 'Oslo'],
  ]
  const once = twice.map(([name]) => `${name.replace(/\[(.*)\]/, '.$1')} may be given once`)
  const fields = [...twice, ...twice]

  test('is told so in a URL-encoded form', async () => {
    expect(await messagesOf(new URLSearchParams(fields))).toEqual(once)
  })

  test('is told so in a form that an earlier middleware has parsed', async () => {
    expect(await messagesOf(new URLSearchParams(fields.slice(0, 3).concat(fields.slice(0, 3))), '/parsed')).toEqual(
      once.slice(0, 3),
    )
  })

  test('is told so in an upload, files included', async () => {
    const upload = new FormData()
    for (const [name, value] of fields) upload.append(name, value)
    for (const name of ['a.png', 'b.png']) upload.append('photo', new File(['x'], name))
    expect(new Set(await messagesOf(upload))).toEqual(new Set([...once, 'photo may be given once']))
  })

  test('is told so in a query, within an object, too', async () => {
    const route = await serve(api.endpoint({ query: Form.omit({ photo: true }) }, () => 'never'))
    const { errors } = (await (await fetch(`${route.url}/?${new URLSearchParams(fields)}`)).json()) as {
      errors: { message: string }[]
    }
    await route.close()
    expect(errors.map(({ message }) => message)).toEqual(once)
  })

  test('is a list of the wrong type in JSON', async () => {
    expect(await messagesOf('{"title":["a","b"],"size":[1,2]}')).toEqual([
      'title must be text',
      'size must be a number',
    ])
  })

  test('is no matter where a list is expected', async () => {
    expect(await messagesOf(new URLSearchParams('tags=a&tags=b&size=x'))).toEqual(['size must be a number'])
  })
})
