import { endware, mergePatch } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import fc from 'fast-check'
import { z } from 'zod'
import { type Serving, serve } from '../../support/serve.js'

/** RFC 7396, appendix A. */
const appendixA: readonly (readonly [target: string, patch: string, result: string])[] = [
  ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
  ['{"a":"b"}', '{"a":null}', '{}'],
  ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
  ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
  ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
  ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
  ['["a","b"]', '["c","d"]', '["c","d"]'],
  ['{"a":"b"}', '["c"]', '["c"]'],
  ['{"a":"foo"}', 'null', 'null'],
  ['{"a":"foo"}', '"bar"', '"bar"'],
  ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
  ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
  ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  // names of Object.prototype have no meaning
  ['{"a":1}', '{"__proto__":{"admin":true}}', '{"a":1,"__proto__":{"admin":true}}'],
  ['{}', '{"constructor":{"prototype":1}}', '{"constructor":{"prototype":1}}'],
]

describe('mergePatch', () => {
  test.each(appendixA)('%s with %s is %s', (target, patch, result) => {
    const [before, change] = [JSON.parse(target), JSON.parse(patch)]
    expect(JSON.stringify(mergePatch(before, change))).toBe(result)
    expect([before, change]).toEqual([JSON.parse(target), JSON.parse(patch)])
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  test('has the same result when it is applied twice', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (target, patch) => {
        const once = mergePatch(target, patch)
        expect(mergePatch(once, patch)).toEqual(once)
      }),
    )
  })
})

const api = endware({ onFailure: () => {} })
const routes = api.routes(Router())
const contract = {
  body: z.looseObject({ name: z.string().nullable().optional() }),
  consumes: ['application/merge-patch+json'],
}
routes.patch('/thing', contract, ({ body }) => mergePatch({ name: 'old', kept: 1 }, body))
routes.get('/thing', () => ({}))

let serving: Serving
beforeAll(async () => {
  serving = await serve(express().use(routes).use(api.fallback()))
})
afterAll(() => serving.close())

describe('application/merge-patch+json', () => {
  const patch = (body: string, type: string): Promise<Response> =>
    fetch(`${serving.url}/thing`, { method: 'PATCH', headers: { 'content-type': type }, body })

  test.each(['application/merge-patch+json', 'Application/Merge-Patch+JSON; charset=utf-8'])(
    'as %s is read',
    async (type) => {
      const response = await patch('{"name":null,"more":true}', type)
      expect([response.status, await response.json()]).toEqual([200, { kept: 1, more: true }])
    },
  )

  test.each(['application/json', 'application/xml', 'application/json-patch+json', 'text/plain'])(
    '%s is refused, and the answer names the accepted types (RFC 5789 §2.2)',
    async (type) => {
      const response = await patch('{}', type)
      expect([response.status, response.headers.get('accept-patch'), response.headers.get('accept')]).toEqual([
        415,
        'application/merge-patch+json',
        'application/merge-patch+json',
      ])
    },
  )

  test.each(['OPTIONS', 'DELETE'])('is named in Accept-Patch of the answer to %s (RFC 5789 §3.1)', async (method) => {
    const { headers } = await fetch(`${serving.url}/thing`, { method })
    expect([headers.get('allow'), headers.get('accept-patch')]).toEqual([
      'GET, HEAD, OPTIONS, PATCH',
      'application/merge-patch+json',
    ])
  })

  test('consumes refuses a type without a codec, and names those of forms', () => {
    const consuming = (mediaType: string) => () => api.endpoint({ ...contract, consumes: [mediaType] }, () => 1)
    expect(consuming('text/yaml')).toThrow(
      /no codec reads 'text\/yaml'.*; add one that does to the codecs of endware\(\)/,
    )
    expect(consuming('application/x-www-form-urlencoded')).toThrow(/; add form\(\) to the codecs of endware\(\)/)
    expect(consuming('multipart/form-data')).toThrow(/; add multipart\(\) to the codecs of endware\(\)/)
  })
})
