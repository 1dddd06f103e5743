import { endware, xml } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import express from 'express'
import * as v from 'valibot'
import { z } from 'zod'
import { serve } from '../../support/serve.js'

const api = endware()
const all = 'one of application/json, text/json, application/xml, text/xml'

/** The members of an answer that the tests read. */
interface Content {
  readonly message?: string
  readonly errors?: readonly { readonly in: string }[]
}

async function answerTo(contract: object, init: RequestInit = {}) {
  const serving = await serve(
    express().use(
      express.text(),
      api.endpoint(contract, ({ body }) => ({ got: body ?? 'nothing' })),
    ),
  )
  const response = await fetch(serving.url, { method: 'POST', ...init })
  const content = (await response.json()) as Content
  await serving.close()
  return { status: response.status, content }
}

describe('a missing body is reported with the accepted types', () => {
  const rows: readonly (readonly [what: string, contract: object, accepted: string, init: RequestInit])[] = [
    ['an object', { body: z.object({ a: z.int(), b: z.string() }) }, all, {}],
    ['a list', { body: z.array(z.int()) }, all, {}],
    ['a union', { body: z.union([z.object({ a: z.int() }), z.string()]) }, all, {}],
    ['another validator', { body: v.object({ a: v.number() }) }, all, {}],
    ['a body of no length', { body: z.object({}) }, all, { body: '', headers: { 'content-type': 'application/json' } }],
    [
      'other media types',
      { body: z.object({}), consumes: ['application/merge-patch+json'] },
      'application/merge-patch+json',
      {},
    ],
  ]
  test.each(rows)('%s', async (_what, contract, accepted, init) => {
    const message = `a body is required; expected ${accepted}`
    const { status, content } = await answerTo(contract, init)
    expect([status, content.errors]).toEqual([400, [{ in: 'body', pointer: '', message }]])
    expect(content.message).toContain(message)
  })

  test('beside the faults of other parts', async () => {
    const { content } = await answerTo({ body: z.object({}), query: z.object({ a: z.string() }) })
    expect(content.errors?.map((error) => error.in)).toEqual(['query', 'body'])
  })

  test('but not if the body is optional or may be null', async () => {
    expect((await answerTo({ body: z.object({}).optional() })).content).toEqual({ got: 'nothing' })
    const { content } = await answerTo(
      { body: z.object({}) },
      { body: 'null', headers: { 'content-type': 'application/json' } },
    )
    expect(content.message).toContain('the body must be an object')
  })

  test('in the formats that the end-ware reads', async () => {
    const serving = await serve(endware({ codecs: [xml()] }).endpoint({ body: z.object({}) }, () => 'done'))
    const text = await (await fetch(serving.url, { method: 'POST' })).text()
    await serving.close()
    expect(text).toContain('<message>a body is required; expected one of application/xml, text/xml</message>')
  })
})
