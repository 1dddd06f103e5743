import {
  accepted,
  type Contract,
  created,
  endware,
  type FailureReport,
  noContent,
  notFound,
  ok,
  seeOther,
  status,
} from '@endware/restapi'
import { afterEach, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { type Serving, serve } from '../../support/serve.js'

const Product = z.strictObject({ id: z.int(), big: z.bigint().min(5n).optional() })
const responses = { 200: Product, 201: Product, 204: null, 303: null }
const fits = { id: 1 }

let serving: Serving | undefined
afterEach(() => serving?.close())

interface Got {
  readonly status: number
  readonly content: string
  readonly reports: readonly FailureReport[]
}

async function answer(
  outcome: unknown,
  validation: 'off' | 'responses',
  contract: Contract = { responses },
): Promise<Got> {
  const reports: FailureReport[] = []
  const api = endware({ validation, onFailure: (report) => reports.push(report) })
  serving = await serve(api.endpoint(contract as object, () => outcome))
  const response = await fetch(serving.url, { redirect: 'manual' })
  return { status: response.status, content: await response.text(), reports }
}

const passing: readonly (readonly [name: string, outcome: unknown, status: number])[] = [
  ['a value', fits, 200],
  ['a result', created(fits), 201],
  ['nothing', undefined, 204],
  ['no content', noContent(), 204],
  ['a redirect', seeOther('/x'), 303],
  ['a failure, which needs no declaration', notFound(), 404],
  ['ready content of a declared status', ok().withContent('x', 'text/plain'), 200],
]

/** Faulty outcomes, with the message that `onFailure` gets. */
const refused: readonly (readonly [name: string, outcome: unknown, status: number, why: RegExp])[] = [
  ['a status that is not declared', accepted(fits), 202, /declares no 202/],
  ['a bare status that is not declared', 404, 404, /declares no 404/],
  ['a member of another type', { id: 'x' }, 200, /\/id: .*number/],
  ['a member that is missing', {}, 200, /\/id: /],
  ['a member too many', { id: 1, secret: 'x' }, 200, /\/secret: .*secret/],
  ['an issue that JSON cannot hold', { id: 1, big: 4n }, 200, /\/big: .*5/],
  ['content where none is declared', status(303, { a: 1 }), 303, /declares 303 without a value; a schema declares one/],
]

describe("validation: 'responses'", () => {
  test.each(passing)('lets %s pass', async (_name, outcome, code) => {
    const got = await answer(outcome, 'responses')
    expect([got.status, got.reports]).toEqual([code, []])
  })

  test.each(refused)('answers %s with a 500 that shows nothing', async (_name, outcome, _code, why) => {
    const { status: code, content, reports } = await answer(outcome, 'responses')
    expect(code).toBe(500)
    expect(JSON.parse(content)).toEqual({
      status: 500,
      error: 'Internal Server Error',
      path: '/',
      timestamp: expect.any(String),
    })
    expect(reports).toMatchObject([
      { code: 'invalid-response', status: 500, cause: { message: expect.stringMatching(why) } },
    ])
  })

  test('checks nothing if the contract declares no responses', async () => {
    expect((await answer({ any: 'thing' }, 'responses', {})).status).toBe(200)
  })
})

test.each(refused.slice(1))("validation: 'off' lets %s pass", async (_name, outcome, code) => {
  const got = await answer(outcome, 'off')
  expect([got.status, got.reports]).toEqual([code, []])
})

test.each(['off', 'responses'] as const)(
  "validation: '%s' takes a value and ready content where both are declared, and refuses a value beside mediaTypes alone",
  async (validation) => {
    const both = { responses: { 200: { mediaTypes: ['text/html'], schema: z.array(z.int()) } } }
    const ready = { responses: { 200: { mediaTypes: ['text/html'] } } }
    const page = ok().withContent('<p>', 'text/html')
    for (const [outcome, content] of [
      [[1], '[1]'],
      [page, '<p>'],
    ] as const) {
      expect(await answer(outcome, validation, both)).toEqual({ status: 200, content, reports: [] })
      await serving?.close()
    }
    const refusedValue = await answer([1], validation, ready)
    const message = 'the contract declares 200 without a value; a schema declares one, also beside mediaTypes'
    expect(refusedValue).toMatchObject({ status: 500, reports: [{ cause: { message } }] })
  },
)

test("validation: 'off' refuses a value under a status that the contract does not declare", async () => {
  const got = await answer(accepted(fits), 'off')
  expect(got.status).toBe(500)
  expect(got.reports).toMatchObject([{ code: 'invalid-response', cause: { message: 'the contract declares no 202' } }])
})
