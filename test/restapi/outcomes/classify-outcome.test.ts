import { inspect } from 'node:util'
import { type Endware, endware, type FailureReport, HttpError, notFound } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { asText, parseXml } from '../../support/both-formats.js'
import { type Serving, serve } from '../../support/serve.js'
import { failures, type Row, returned, thrownOnly, timestamp } from './classify-outcome-rows.js'

const ways: readonly {
  readonly way: string
  readonly rows: readonly Row[]
  readonly give: (outcome: unknown) => () => unknown
}[] = [
  { way: 'returned', rows: [...returned, ...failures], give: (outcome) => () => outcome },
  { way: 'resolved', rows: [...returned, ...failures], give: (outcome) => async () => outcome },
  {
    way: 'thrown',
    rows: [...failures, ...thrownOnly],
    give: (outcome) => () => {
      throw outcome
    },
  },
  { way: 'rejected', rows: [...failures, ...thrownOnly], give: (outcome) => () => Promise.reject(outcome) },
]

const formats = [
  {
    accept: 'application/json',
    family: 'json',
    read: async (content: string) => JSON.parse(content) as unknown,
    expected: (value: unknown) => value,
  },
  { accept: 'application/xml', family: 'xml', read: parseXml, expected: asText },
]

const reports: FailureReport[] = []
const api: Endware = endware({ onFailure: (report) => reports.push(report) })
let outcome: () => unknown = () => undefined
let serving: Serving
beforeAll(async () => {
  serving = await serve(api.endpoint(() => outcome()))
})
afterAll(() => serving.close())

interface Got {
  readonly status: number
  readonly header: (name: string) => string | null
  readonly content: string
}

const doors: readonly { readonly door: string; readonly get: (give: () => unknown, accept: string) => Promise<Got> }[] =
  [
    {
      door: 'a socket',
      async get(give, accept) {
        outcome = give
        const response = await fetch(`${serving.url}/row`, { headers: { accept }, redirect: 'manual' })
        return { status: response.status, header: (name) => response.headers.get(name), content: await response.text() }
      },
    },
    {
      door: 'api.render',
      async get(give, accept) {
        const { status: code, headers, content } = await api.render(give, { accept, url: '/row' })
        const text = typeof content === 'string' ? content : new TextDecoder().decode(content)
        return { status: code, header: (name) => headers[name]?.toString() ?? null, content: text }
      },
    },
  ]

for (const { door, get } of doors) {
  for (const { way, rows, give } of ways) {
    for (const { accept, family, read, expected } of formats) {
      describe(`classifyOutcome through ${door}, ${way}, as ${family}`, () => {
        test.each(rows)('answers $name with $status', async (row) => {
          reports.length = 0
          const got = await get(give(row.outcome), accept)
          expect(got.status).toBe(row.status)
          expect(got.header('vary')).toBe('Accept')
          expect(got.header('x-content-type-options')).toBe('nosniff')
          for (const [name, value] of Object.entries(row.headers ?? {})) expect(got.header(name)).toBe(value)
          if (row.ready !== undefined) {
            expect(got.header('content-type')).toBe(row.ready.type)
            expect(got.content).toBe(row.ready.text)
          } else if ('value' in row) {
            expect(got.header('content-type')).toBe(
              `application/${row.problem ? 'problem+' : ''}${family}; charset=utf-8`,
            )
            const value = isEnvelope(row) ? { ...(row.value as object), timestamp } : row.value
            expect(await read(got.content)).toEqual(
              isXmlList(row.value, family) ? { item: expected(row.value) } : withMatchers(expected, value),
            )
          } else {
            expect(got.header('content-type')).toBeNull()
            expect(got.content).toBe('')
          }
          expect(got.content).not.toContain('secret')
          expect(reports.map(({ code }) => code)).toEqual(row.reported === undefined ? [] : [row.reported])
        })
      })
    }
  }
}

function isEnvelope({ value, problem: isProblem = false }: Row): boolean {
  return !isProblem && typeof value === 'object' && value !== null && 'error' in value
}

function isXmlList(value: unknown, family: string): boolean {
  return family === 'xml' && Array.isArray(value)
}

/** Converts scalars to text for a format that has only text. It keeps the matcher of the timestamp. */
function withMatchers(expected: (value: unknown) => unknown, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('timestamp' in value)) return expected(value)
  const { timestamp: matcher, ...members } = value
  return { ...(expected(members) as object), timestamp: matcher }
}

test('a returned error is not changed, so that one constant can answer many requests', async () => {
  const constant = notFound('no such row')
  const before = inspect(constant, { showHidden: true })
  await Promise.all([api.render(constant, { url: '/a' }), api.render(constant, { url: '/b', accept: 'text/xml' })])
  expect(inspect(constant, { showHidden: true })).toBe(before)
  expect(constant.withHeader('a', 'b')).not.toBe(constant)
  expect(constant.withHeader('a', 'b')).toBeInstanceOf(HttpError)
})
