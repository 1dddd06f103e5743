import { endware, json, ok } from '@endware/restapi'
import { multipart } from '@endware/restapi/multipart'
import { openapi } from '@endware/restapi/openapi'
import { proveDocument } from '@endware/restapi/testing'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { z } from 'zod'
import { type Serving, serve } from '../../support/serve.js'

const Form = z.strictObject({
  title: z.string().meta({ examples: ['Sunset'] }),
  count: z.int(),
  photo: z.file().min(3).max(100).mime(['image/png', 'image/jpeg']),
  pages: z.array(z.file()).min(1),
  place: z.object({ city: z.string().meta({ examples: ['Bern'] }) }),
})
const received: unknown[] = []
const api = endware({ codecs: [json(), multipart({ limits: { bodyBytes: 10_000 } })], onFailure: () => {} })
const routes = api.routes(Router())
routes.post(
  '/photos',
  {
    operationId: 'addPhoto',
    body: Form,
    consumes: ['multipart/form-data'],
    responses: { 200: z.object({ size: z.int() }), 500: false },
  },
  async ({ body: { photo, pages, ...rest } }) => {
    received.push([photo.type, await photo.text(), pages.length, rest])
    return { size: photo.size }
  },
)
const document = openapi(routes, { info: { title: 'Photos', version: '1' } })

let serving: Serving
beforeAll(async () => {
  serving = await serve(express().disable('x-powered-by').use(routes).use(api.fallback()))
})
afterAll(() => serving.close())

test('the kit uploads an example of each form, and drives 400, 413 and 415', async () => {
  const report = await proveDocument(document, { baseUrl: serving.url })
  const statuses = report.covered.map(({ status }) => status)
  expect(report.faults).toEqual([])
  expect(statuses).toEqual(expect.arrayContaining([200, 400, 405, 406, 413, 415]))
  expect(received).toContainEqual(['image/png', 'xxx', 1, { title: 'Sunset', count: 1, place: { city: 'Bern' } }])
})

test('the kit says what to add when a body or a path parameter has no example', async () => {
  const plain = api.routes(Router())
  const body = z.object({ title: z.string() })
  plain.post('/plain', { operationId: 'addPlain', body, consumes: ['multipart/form-data'] }, () => ok())
  plain.post('/json', { operationId: 'addJson', body, consumes: ['application/json'] }, () => ok())
  plain.get('/plain/:id', { operationId: 'readPlain' }, () => ok())
  const plainDocument = openapi(plain, { info: { title: 'Plain', version: '1' } })
  const { faults } = await proveDocument(plainDocument, { baseUrl: serving.url })
  const lacking = (what: string): string =>
    `the document has no example of ${what}; add one to its schema or to the case`
  const messages = ['addPlain', 'addJson', 'readPlain'].map(
    (name) => faults.find(({ operationId, kind }) => operationId === name && kind === 'request')?.message,
  )
  expect(messages).toEqual([lacking('the body'), lacking('the body'), lacking('the path parameter id')])
})

test('a case may have files', async () => {
  const body = {
    title: 'Mine',
    count: 2,
    photo: new File(['jpeg'], 'a.jpg', { type: 'image/jpeg' }),
    pages: [new File(['1'], '1'), new File(['2'], '2')],
    place: { city: 'Chur' },
  }
  await proveDocument(document, { baseUrl: serving.url, cases: { addPhoto: { 200: { body } } } })
  expect(received).toContainEqual(['image/jpeg', 'jpeg', 2, { title: 'Mine', count: 2, place: { city: 'Chur' } }])
})
