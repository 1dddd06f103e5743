import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { endware, negotiate } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import Negotiator from 'negotiator'
import type { Text } from '../../../restapi/src/http/list-members.js'
import { type Accept, type MediaRange, parseAccept } from '../../../restapi/src/negotiation/accept.js'
import { weigh } from '../../../restapi/src/negotiation/negotiate.js'

const types = ['application', 'text', 'image']
const subtypes = ['json', 'xml', 'csv', 'vnd.a+json']
const values = ['1', '2', 'x', 'X', 'a b', 'a,b', 'a"b', '*', '']

const parameter = fc.tuple(fc.constantFrom('v', 'level', 'V'), fc.constantFrom(...values))
const parameters = fc.uniqueArray(parameter, { maxLength: 2, selector: ([name]) => name.toLowerCase() })
const withParameters = (name: string, given: readonly (readonly [string, string])[]): string =>
  name + given.map(([key, value]) => `;${key}="${value.replace(/["\\]/g, '\\$&')}"`).join('')

const offer = fc
  .tuple(fc.constantFrom(...types), fc.constantFrom(...subtypes), parameters)
  .map(([type, subtype, given]) => withParameters(`${type}/${subtype}`, given))
const range = fc
  .tuple(
    fc.oneof(
      fc.constant('*/*'),
      fc.constantFrom(...types, 'audio').map((type) => `${type}/*`),
      fc.tuple(fc.constantFrom(...types), fc.constantFrom(...subtypes)).map((names) => names.join('/')),
    ),
    parameters,
    fc.constantFrom('', ';q=0', ';q=0.5', '; q=0.501', ';Q=1', ';q=.5', ';q=0.000'),
    fc.constantFrom('', ' ', '\t '),
    fc.boolean(),
  )
  .map(([name, given, weight, space, isUpper]) => {
    const text = withParameters(isUpper ? name.toUpperCase() : name, given)
    return `${space}${text}${space}${weight}${space}`
  })

test('negotiate weighs generated fields as the negotiator package does', () => {
  fc.assert(
    fc.property(
      fc.array(range, { minLength: 1, maxLength: 12 }),
      fc.uniqueArray(offer, { minLength: 1, maxLength: 6 }),
      (ranges, offers) => {
        const accept = ranges.join(',')
        const [expected] = new Negotiator({ headers: { accept } }).mediaTypes(offers)
        expect(negotiate(accept, offers)).toBe(expected)
      },
    ),
    { numRuns: 3000 },
  )
})

test('members that match no offer change nothing, at any place and in any number', () => {
  const junk = fc.constantFrom('a/b', 'garbage', 'x/y;q=0.3', '*/json', '', 'a/b;c="d,e"', 'a/b;q=2')
  fc.assert(
    fc.property(
      fc.array(range, { minLength: 1, maxLength: 4 }),
      fc.uniqueArray(offer, { minLength: 1, maxLength: 4 }),
      fc.array(fc.tuple(junk, fc.nat(4)), { maxLength: 200 }),
      (ranges, offers, strewn) => {
        const all = [...ranges]
        for (const [member, at] of strewn) all.splice(at, 0, member)
        expect(negotiate(all.join(','), offers)).toBe(negotiate(ranges.join(','), offers))
      },
    ),
  )
})

describe('the work for a long field', () => {
  const offers = ['application/json', 'application/xml', 'text/json', 'text/xml', 'text/csv;v="1"']

  /** A text that counts the characters that are read or sliced. */
  class CountedText implements Text {
    readonly #text: string
    steps = 0
    constructor(text: string) {
      this.#text = text
    }
    get length(): number {
      return this.#text.length
    }
    charCodeAt(at: number): number {
      this.steps += 1
      return this.#text.charCodeAt(at)
    }
    slice(start: number, end: number): string {
      this.steps += end - start
      return this.#text.slice(start, end)
    }
  }

  /** The number of characters read, characters sliced, and ranges compared with an offer. */
  function steps(field: string): number {
    const text = new CountedText(field)
    const accept = parseAccept(text)
    let compared = 0
    function* counted(ranges: readonly MediaRange[]): Generator<MediaRange> {
      for (const each of ranges) {
        compared += 1
        yield each
      }
    }
    const ranges = new Map(
      [...(accept?.ranges ?? [])].map(([name, all]) => [name, { [Symbol.iterator]: () => counted(all) }]),
    )
    weigh(accept && { ...accept, ranges: ranges as unknown as Accept['ranges'] }, offers)
    return text.steps + compared
  }

  const hostile: Readonly<Record<string, (length: number) => string>> = {
    commas: (length) => ','.repeat(length),
    'everything, again and again': (length) => '*/*,'.repeat(length / 4),
    'one type, again and again': (length) => 'text/*;v=1;q=0.1,'.repeat(length / 17),
    'one offer with other parameters': (length) => 'text/csv;v=2,'.repeat(length / 13),
    'another type each': (length) => Array.from({ length: length / 10 }, (_, at) => `a/b${at}`).join(),
    'one long member': (length) => `a/b${';c=d'.repeat(length / 4)}`,
    'one long quoted string': (length) => `a/b;c="${'\\"'.repeat(length / 2)}"`,
    'a quoted string without an end': (length) => `a/b;c="${',\\"'.repeat(length / 3)}`,
    'quotes and commas': (length) => '",'.repeat(length / 2),
    blanks: (length) => `a/b${' '.repeat(length)};q=1`,
    'a long weight': (length) => `a/b;q=0.${'1'.repeat(length)}`,
    stars: (length) => '*'.repeat(length),
    backslashes: (length) => `"${'\\'.repeat(length)}`,
  }

  test.each(Object.entries(hostile))('grows linearly with its length: %s', (_name, make) => {
    for (const length of [1 << 14, 1 << 20]) {
      const field = make(length)
      expect(steps(field)).toBeLessThanOrEqual(5 * field.length + 10)
    }
  })

  test('grows linearly with its length for generated mixtures', () => {
    fc.assert(
      fc.property(
        fc.array(range, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 200 }),
        (ranges, times) => {
          const field = Array.from({ length: times }, () => ranges.join(',')).join(',')
          expect(steps(field)).toBeLessThanOrEqual(5 * field.length + 10)
        },
      ),
    )
  })

  test('a hostile field still gets an answer that it allows', () => {
    for (const make of Object.values(hostile)) {
      const field = make(1 << 20)
      expect(negotiate(`${field.replaceAll('"', '')},application/xml`, ['application/xml'])).toBe('application/xml')
      expect(['application/xml', undefined]).toContain(negotiate(field, ['application/xml']))
    }
  })
})

describe('a long field', () => {
  const api = endware()
  const server = createServer(
    { maxHeaderSize: 1 << 21 },
    api.endpoint(() => ({ a: 1 })),
  )
  beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  const get = (accept: string): Promise<readonly [status: number | undefined, type: string | undefined]> =>
    new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo
      request({ port, host: '127.0.0.1', headers: { accept } }, (response) => {
        response.resume()
        resolve([response.statusCode, response.headers['content-type']])
      })
        .on('error', reject)
        .end()
    })

  test.each([15_000, 1 << 20])('of %i bytes is read to its end', async (length) => {
    const filler = 'a/b;c="d, e";q=0.9, '.repeat(length / 20)
    expect(await get(`${filler}application/xml`)).toEqual([200, 'application/xml; charset=utf-8'])
    expect(await get(`${filler}*/*;q=0.1, application/json;q=0`)).toEqual([200, 'application/xml; charset=utf-8'])
    expect(await get(filler)).toEqual([406, 'application/json; charset=utf-8'])
  })
})
