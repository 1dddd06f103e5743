import { endware, json, ndjson, ok } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

const api = endware({ codecs: [json(), ndjson()], onFailure: () => {} })

async function* each(items: readonly unknown[]): AsyncGenerator<unknown> {
  yield* items
}

async function content(outcome: unknown, accept: string): Promise<string> {
  const { status, content: bytes } = await api.render(outcome, { accept })
  expect(status).toBe(200)
  return Buffer.from(bytes ?? '').toString('utf8')
}

describe('a stream of values', () => {
  test.each(['application/json', 'text/json'])('has the JSON of the array of its values as %s', async (accept) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), async (items) => {
        expect(JSON.parse(await content(each(items), accept))).toEqual(JSON.parse(await content(items, accept)))
      }),
    )
  })

  test('has the NDJSON of the array of its values, one line per value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), async (items) => {
        const streamed = await content(ok(each(items)), 'application/x-ndjson')
        expect(streamed).toBe(await content(ok(items), 'application/x-ndjson'))
        expect(streamed.split('\n')).toEqual([...items.map((item) => JSON.stringify(item)), ''])
      }),
    )
  })

  test('may have dates, maps, bytes and big integers', async () => {
    const items = [new Date(0), new Map([['a', 1n]]), new Set([1]), Uint8Array.of(1, 2)]
    const expected = ['1970-01-01T00:00:00.000Z', { a: '1' }, [1], 'AQI=']
    expect(JSON.parse(await content(each(items), 'application/json'))).toEqual(expected)
  })
})

test('a stream as text/json is indented item by item', async () => {
  expect(await content(each([{ a: 1 }, 2]), 'text/json')).toBe('[{\n  "a": 1\n},\n2]')
})

test.each(['application/jsonl', 'application/x-ndjson'])('a single value as %s is one line', async (accept) => {
  expect(await content({ a: 'line\nbreak' }, accept)).toBe('{"a":"line\\nbreak"}\n')
})

test.each([undefined, () => 1, Symbol('x')])(
  'an item that JSON cannot represent (%p) fails the stream',
  async (item) => {
    const { status } = await api.render(each([item]))
    expect(status).toBe(500)
    await expect(api.render(each([1, item]))).rejects.toThrow(/has no representation/)
  },
)
