import { csv, endware, json } from '@endware/restapi'
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
  ['names with dots', z.object({ 'a.b': z.int(), c: z.object({ 'd.e': z.int() }) }), [{ 'a.b': 1, c: { 'd.e': 2 } }]],
]

test.each(lists)('a CSV list is proven, and a wrong cell is reported: %s', async (_, item, items) => {
  const api = endware({ codecs: [json(), csv()], onFailure: () => {} })
  const routes = api.routes(Router())
  routes.get('/x', { operationId: 'x', responses: { 200: z.array(item), 500: false } }, () => items)
  const document = openapi(routes, { info: { title: 'Lists', version: '1' } })
  const app = express().disable('x-powered-by').use(routes).use(api.fallback())
  const [serving, spoiling] = await Promise.all([
    serve(app),
    serveCorrupting(app, (answer) => {
      if (answer.headers.get('content-type')?.includes('csv'))
        answer.content = answer.content.replace(/\d|(?<=\n)(?=,)/, 'wrong')
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
