import { endware, isHttpError, isProblem, isResult } from '@endware/restapi'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { type Serving, serve } from '../../support/serve.js'

type Package = typeof import('@endware/restapi')

let copy: Package | undefined
async function anotherCopy(): Promise<Package> {
  if (copy !== undefined) return copy
  await jest.isolateModulesAsync(async () => {
    copy = await import('@endware/restapi')
  })
  if (copy === undefined) throw new Error('the copy was loaded')
  return copy
}

let serving: Serving | undefined
afterEach(() => serving?.close())

async function answer(make: (other: Package) => unknown): Promise<{ response: Response; codes: string[] }> {
  const codes: string[] = []
  const other = await anotherCopy()
  serving = await serve(endware({ onFailure: ({ code }) => codes.push(code) }).endpoint(() => make(other)))
  return { response: await fetch(serving.url), codes }
}

test('the tests load a second copy of the package, whose values the first copy recognises', async () => {
  const other = await anotherCopy()
  expect(other.Result).not.toBe((await import('@endware/restapi')).Result)
  expect([isResult(other.ok()), isHttpError(other.notFound()), isProblem(other.problem({ status: 404 }))]).toEqual([
    true,
    true,
    true,
  ])
})

describe('an outcome of another copy of the package', () => {
  const rows: readonly (readonly [
    name: string,
    make: (other: Package) => unknown,
    status: number,
    content: object | undefined,
  ])[] = [
    ['a result', ({ created }) => created({ id: 1 }).withHeader('x-a', 'b'), 201, { id: 1 }],
    ['an error', ({ notFound }) => notFound('gone').withHeader('x-a', 'b'), 404, { message: 'gone' }],
    ['a problem', ({ problem }) => problem({ status: 409, sku: 'A' }).withHeader('x-a', 'b'), 409, { sku: 'A' }],
    [
      'a thrown error',
      ({ forbidden }) => {
        throw forbidden('no').withHeader('x-a', 'b')
      },
      403,
      { message: 'no' },
    ],
  ]
  test.each(rows)('%s is answered like an own one', async (_name, make, status, content) => {
    const { response, codes } = await answer(make)
    expect([response.status, response.headers.get('x-a')]).toEqual([status, 'b'])
    expect(await response.json()).toMatchObject(content ?? {})
    expect(codes).toEqual([])
  })
})

// Another version of the package or an attacker may make such values.
describe('a branded value with invalid members', () => {
  type Kind = 'ok' | 'notFound'
  const rows: readonly (readonly [name: string, kind: Kind, members: object, code: string])[] = [
    ['a field that HTTP cannot carry', 'ok', { fields: [{ name: 'X-A', value: 'a\r\nb: c' }] }, 'write-failed'],
    ['an invalid field name', 'ok', { fields: [{ name: 'a b', value: 'x' }] }, 'write-failed'],
    ['an undefined field value', 'ok', { fields: [{ name: 'X-A', value: undefined }] }, 'write-failed'],
    ['a result without fields', 'ok', { fields: undefined }, 'encode-failed'],
    ['a status above 599', 'ok', { status: 1000 }, 'invalid-status'],
    ['an interim status', 'ok', { status: 101 }, 'invalid-status'],
    ['ready content of an unknown kind', 'ok', { ready: { data: 5, mediaType: 'text/plain' } }, 'unexpected-error'],
    [
      'an error with a field that HTTP cannot carry',
      'notFound',
      { fields: [{ name: 'X-A', value: 'a\r\nb: c' }] },
      'write-failed',
    ],
    ['an error without fields', 'notFound', { fields: undefined }, 'envelope-failed'],
    ['an error with a success status', 'notFound', { status: 200 }, 'unexpected-error'],
    ['an error whose status is text', 'notFound', { status: '404' }, 'unexpected-error'],
  ]
  test.each(rows)('%s becomes a 500 without details', async (_name, kind, members, code) => {
    const { response, codes } = await answer((other) =>
      Object.create(other[kind](), Object.getOwnPropertyDescriptors(members)),
    )
    const { status, statusText, headers } = response
    expect([status, statusText, headers.get('x-a')]).toEqual([500, 'Internal Server Error', null])
    expect(await response.json()).toMatchObject({ status: 500, error: 'Internal Server Error' })
    expect(codes).toEqual([code])
  })
})
