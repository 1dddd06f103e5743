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
