import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { endware, json, notFound, ok, status } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { serve } from '../../support/serve.js'

const api = endware({ codecs: [json()], onFailure: () => {} })

describe('the conditions of a read', () => {
  test.each([
    [299, '*', 304],
    [299, undefined, 412],
    [300, '*', 300],
    [300, undefined, 300],
  ])('of a result whose status is %i are judged below 300 alone', async (code, ifNoneMatch, expected) => {
    const serving = await serve(api.endpoint(() => status(code, {}).withVersion(7)))
    const headers = ifNoneMatch === undefined ? { 'if-match': '"other"' } : { 'if-none-match': ifNoneMatch }
    expect((await fetch(serving.url, { headers })).status).toBe(expected)
    await serving.close()
  })
})

test('answers with the status of an HttpError that is thrown while a value is written', async () => {
  const value = {
    toJSON() {
      throw notFound('gone while it was written')
    },
  }
  const { status: code, content } = await api.render(ok(value).withHeader('x-half-done', '1'))
  expect(code).toBe(404)
  expect(JSON.parse(String(content))).toMatchObject({ message: 'gone while it was written' })
})

describe('the tag of a contract with etag: content', () => {
  const hashed = (outcome: unknown) => api.render(outcome, { contract: { etag: 'content' } })
  const hash = (content: string) => createHash('sha256').update(content).digest('base64url')
  async function* items() {
    yield 1
  }

  test.each<[what: string, outcome: unknown, tag: string | undefined]>([
    ['a value', { a: 1 }, `"${hash('{"a":1}')};json"`],
    ['ready text', ok().withContent('text', 'text/plain'), `"${hash('text')};content"`],
    ['ready bytes', ok().withContent(Buffer.from('text'), 'text/plain'), `"${hash('text')};content"`],
    ['a value with a version', ok({ a: 1 }).withVersion(7), '"7;json"'],
    ['a value with a tag of its own', ok({ a: 1 }).withHeader('ETag', '"own"'), '"own"'],
    ['a stream', items(), undefined],
    ['ready content that is a stream', ok().withContent(Readable.from(['a']), 'text/plain'), undefined],
    ['no content', undefined, undefined],
  ])('is a hash of the content, if there is no other tag: %s', async (_what, outcome, tag) => {
    expect((await hashed(outcome)).headers.etag).toBe(tag)
  })

  test('satisfies the conditions of a read', async () => {
    const serving = await serve(api.endpoint({ etag: 'content' }, () => ({ a: 1 })))
    const statusWith = async (headers: Record<string, string>) => (await fetch(serving.url, { headers })).status
    const tag = `"${hash('{"a":1}')};json"`
    expect(await statusWith({ 'if-none-match': tag })).toBe(304)
    expect(await statusWith({ 'if-none-match': '"other"' })).toBe(200)
    expect(await statusWith({ 'if-match': '"other"' })).toBe(412)
    await serving.close()
  })
})
