import { type CsvOptions, csv, endware, json } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { proveDocument } from '@endware/restapi/testing'
import { expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { z } from 'zod'
import { serve } from '../../support/serve.js'
import { serveCorrupting } from './corrupting.js'

const Place = z.object({ name: z.string(), at: z.object({ north: z.number() }).optional() })

const lists: readonly [what: string, item: z.ZodType, items: unknown[]][] = [
  [
    'objects that may be absent',
    z.object({ id: z.int(), place: Place.optional() }),
    [{ id: 1 }, { id: 2, place: { name: 'x' } }, { id: 3, place: { name: '', at: { north: 1.5 } } }],
  ],
  ['objects that may be null', z.object({ id: z.int(), place: Place.nullable() }), [{ id: 1, place: null }]],
  ['members of any name', z.record(z.string(), z.int()), [{ a: 1, 'b c': 2, 'd.e': 3 }]],
  [
    'one of several kinds',
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('a'), size: z.int() }),
      z.object({ kind: z.literal('b'), lit: z.boolean() }),
    ]),
    [
      { kind: 'a', size: 1 },
      { kind: 'a', size: 2 },
    ],
  ],
  ['one member', z.object({ 'the size': z.int() }), [{ 'the size': 1 }]],
  ['no objects', z.int(), [1, 2]],
  ['names with dots', z.object({ 'a.b': z.int(), c: z.object({ 'd.e': z.int() }) }), [{ 'a.b': 1, c: { 'd.e': 2 } }]],
]

const forms: readonly CsvOptions[] = [
  { byteOrderMark: true },
  { delimiter: ';' },
  { delimiter: '\t', byteOrderMark: true },
  { delimiter: '|' },
  { delimiter: ';', guardFormulas: true },
]
const inAnyForm = ['objects that may be absent', 'members of any name']
const rows = lists.flatMap(([name, item, items]) =>
  [{}, ...(inAnyForm.includes(name) ? forms : [])].map((form) => [name, form, item, items] as const),
)

test.each(rows)('a CSV list is proven, and a wrong cell is reported: %s, %j', async (_, form, item, items) => {
  const api = endware({ codecs: [json(), csv(form)], onFailure: () => {} })
  const routes = api.routes(Router())
  routes.get('/x', { operationId: 'x', responses: { 200: z.array(item), 500: false } }, () => items)
  const document = openapi(routes, { info: { title: 'Lists', version: '1' } })
  const app = express().disable('x-powered-by').use(routes).use(api.fallback())
  const [serving, spoiling] = await Promise.all([
    serve(app),
    serveCorrupting(app, (answer) => {
      if (answer.headers.get('content-type')?.includes('csv'))
        answer.content = answer.content.replace(/\d|(?<=\n)(?=[,;|\t])/, 'wrong')
    }),
  ])
  try {
    expect((await proveDocument(document, { baseUrl: serving.url })).faults).toEqual([])
    const { faults } = await proveDocument(document, { baseUrl: spoiling.url })
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['stream']))
  } finally {
    await Promise.all([serving.close(), spoiling.close()])
  }
})
