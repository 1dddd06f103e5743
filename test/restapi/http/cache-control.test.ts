import { badRequest, endware, ok } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { type CacheDirectives, cacheControlValue } from '../../../restapi/src/http/cache-control.js'

const rows: readonly (readonly [directives: CacheDirectives, field: string])[] = [
  [{ public: true, maxAge: 60 }, 'public, max-age=60'],
  [{ maxAge: 0 }, 'max-age=0'],
  [{ maxAge: 2 ** 31 }, 'max-age=2147483648'],
  [{ private: true, noCache: true }, 'private, no-cache'],
  [{ noStore: true, noCache: true }, 'no-store, no-cache'],
  [{ private: true, noStore: true }, 'private, no-store'],
  [{ mustUnderstand: true, noStore: true, maxAge: 5 }, 'must-understand, no-store, max-age=5'],
  [{ public: false, private: true }, 'private'],
  [{ public: true, sMaxAge: 10, maxAge: 5, immutable: true }, 'public, max-age=5, s-maxage=10, immutable'],
  [{ maxAge: 1, mustRevalidate: true, proxyRevalidate: true }, 'max-age=1, must-revalidate, proxy-revalidate'],
  [
    { maxAge: 1, staleWhileRevalidate: 2, staleIfError: 3, noTransform: true },
    'max-age=1, stale-while-revalidate=2, stale-if-error=3, no-transform',
  ],
]

describe('Cache-Control by its directives', () => {
  test.each(rows)('%j', (directives, field) => expect(cacheControlValue(directives)).toBe(field))

  test('is made anew for directives that change, and once for frozen ones', () => {
    const changing = { maxAge: 1 }
    expect(cacheControlValue(changing)).toBe('max-age=1')
    changing.maxAge = 2
    expect(cacheControlValue(changing)).toBe('max-age=2')
    const frozen = Object.freeze({ noStore: true })
    expect([cacheControlValue(frozen), cacheControlValue(frozen)]).toEqual(['no-store', 'no-store'])
  })
})

const wrong: readonly (readonly [directives: object, why: RegExp])[] = [
  [{}, /needs one of these: public, private/],
  [{ public: false }, /needs one of these/],
  [{ maxage: 1 }, /no option 'maxage'; its options are public/],
  [{ maxAge: 1.5 }, /maxAge must be a whole number of seconds from 0 to 2147483648; got 1.5/],
  [{ maxAge: -1 }, /got -1/],
  [{ maxAge: '60' }, /got '60'/],
  [{ sMaxAge: 2 ** 31 + 1 }, /got 2147483649/],
  [{ staleIfError: Number.NaN }, /got NaN/],
  [{ public: 'yes' }, /public must be true or false; got 'yes'/],
  [{ public: true, private: true }, /public and private contradict each other/],
  [{ private: true, sMaxAge: 1 }, /private and sMaxAge/],
  [{ private: true, proxyRevalidate: true }, /private and proxyRevalidate/],
  [{ noStore: true, maxAge: 0 }, /noStore and maxAge/],
  [{ noStore: true, sMaxAge: 1 }, /noStore and sMaxAge/],
  [{ noStore: true, public: true }, /noStore and public/],
  [{ noStore: true, immutable: true }, /noStore and immutable/],
  [{ noStore: true, staleWhileRevalidate: 1 }, /noStore and staleWhileRevalidate/],
  [{ noStore: true, staleIfError: 1 }, /noStore and staleIfError/],
  [{ mustRevalidate: true, staleIfError: 1 }, /mustRevalidate and staleIfError/],
  [{ mustRevalidate: true, staleWhileRevalidate: 1 }, /mustRevalidate and staleWhileRevalidate/],
  [[], /takes an object of options/],
]

describe('directives that make no sense are refused', () => {
  test.each(wrong)('%j', (directives, why) => {
    expect(() => ok().withCacheControl(directives)).toThrow(TypeError)
    expect(() => ok().withCacheControl(directives)).toThrow(why)
  })
})

test('withCacheControl sets the field of every result, and a later call replaces it', async () => {
  const { headers } = await endware().render(ok({}).withCacheControl({ noStore: true }).withCacheControl({ maxAge: 9 }))
  expect(headers['cache-control']).toBe('max-age=9')
})

test('a failure in the place of a result has none of its Cache-Control', async () => {
  const api = endware({ onFailure: () => {} })
  const circular: { self?: unknown } = {}
  circular.self = circular
  const answer = await api.render(ok(circular).withCacheControl({ public: true, maxAge: 60 }))
  expect([answer.status, answer.headers['cache-control']]).toEqual([500, 'no-store'])
  expect((await api.render(badRequest())).headers['cache-control']).toBeUndefined()
})
