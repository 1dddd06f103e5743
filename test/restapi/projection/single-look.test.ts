import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { got } from './got.js'

// Getters, Proxies and toJSON may return another value each time. The value that was checked must be the one that is sent.

const A = z.object({ a: z.int() })

describe('the value that was checked is sent', () => {
  test('if a getter returns another value each time', async () => {
    let reads = 0
    const value = {
      get inner() {
        return reads++ === 0 ? { a: 1 } : { a: 2, secret: 's' }
      },
    }
    expect((await got(value, z.object({ inner: A }))).value).toEqual({ inner: { a: 1 } })
    expect(reads).toBe(1)
  })

  test('if a Proxy shows another member the second time, in a union too', async () => {
    let reads = 0
    const value = new Proxy(
      { a: 1 },
      { get: (_target, key) => (key === 'a' ? (reads++ === 0 ? 1 : { secret: 's' }) : undefined) },
    )
    const { status: code, value: answered } = await got(value, z.union([A, z.string()]))
    expect(code).toBe(500)
    expect(JSON.stringify(answered)).not.toContain('secret')
  })

  test('if toJSON returns another value each time', async () => {
    let calls = 0
    const value = { toJSON: () => (calls++ === 0 ? { a: 1 } : { a: 1, secret: 's' }) }
    expect((await got(value, z.union([z.string(), A]))).value).toEqual({ a: 1 })
    expect(calls).toBe(1)
  })
})
