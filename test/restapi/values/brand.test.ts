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

test('it is another copy', async () => {
  const other = await anotherCopy()
  expect(other.Result).not.toBe((await import('@endware/restapi')).Result)
  expect([isResult(other.ok()), isHttpError(other.notFound()), isProblem(other.problem({ status: 404 }))]).toEqual([
    true,
    true,
    true,
  ])
})

describe('values of another copy of the package', () => {
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
  test.each(rows)('%s', async (_name, make, status, content) => {
    const { response, codes } = await answer(make)
    expect([response.status, response.headers.get('x-a')]).toEqual([status, 'b'])
    expect(await response.json()).toMatchObject(content ?? {})
    expect(codes).toEqual([])
  })
})

/** What a copy of another version, or a forger, might make of a value. */
describe('values that are not as they should be are a clean 500', () => {
  type Kind = 'ok' | 'notFound'
  const rows: readonly (readonly [name: string, kind: Kind, members: object, code: string])[] = [
    ['a field that HTTP cannot carry', 'ok', { fields: [{ name: 'X-A', value: 'a\r\nb: c' }] }, 'write-failed'],
    ['a name that is none', 'ok', { fields: [{ name: 'a b', value: 'x' }] }, 'write-failed'],
    ['a value that is none', 'ok', { fields: [{ name: 'X-A', value: undefined }] }, 'write-failed'],
    ['no fields', 'ok', { fields: undefined }, 'encode-failed'],
    ['a status that is none', 'ok', { status: 1000 }, 'invalid-status'],
    ['a status that is interim', 'ok', { status: 101 }, 'invalid-status'],
    ['content of no kind', 'ok', { ready: { data: 5, mediaType: 'text/plain' } }, 'unexpected-error'],
    [
      'an error with a field that HTTP cannot carry',
      'notFound',
      { fields: [{ name: 'X-A', value: 'a\r\nb: c' }] },
      'write-failed',
    ],
    ['an error without fields', 'notFound', { fields: undefined }, 'envelope-failed'],
    ['an error that is a success', 'notFound', { status: 200 }, 'unexpected-error'],
    ['an error whose status is none', 'notFound', { status: '404' }, 'unexpected-error'],
  ]
  test.each(rows)('%s', async (_name, kind, members, code) => {
    const { response, codes } = await answer((other) =>
      Object.create(other[kind](), Object.getOwnPropertyDescriptors(members)),
    )
    const { status, statusText, headers } = response
    expect([status, statusText, headers.get('x-a')]).toEqual([500, 'Internal Server Error', null])
    expect(await response.json()).toMatchObject({ status: 500, error: 'Internal Server Error' })
    expect(codes).toEqual([code])
  })
})
