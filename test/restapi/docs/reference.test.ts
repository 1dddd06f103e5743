import { endware, json, ndjson } from '@endware/restapi'
import { docsPages } from '@endware/restapi/docs'
import { openapi } from '@endware/restapi/openapi'
import { expect, test } from '@jest/globals'
import express, { Router } from 'express'
import request from 'supertest'
import { z } from 'zod'

test.each(['3.1.1', '3.2.0'] as const)('QUERY and streams of OpenAPI %s have a page', async (version) => {
  const routes = endware({ codecs: [json(), ndjson()] }).routes(Router())
  const Filter = z.object({ word: z.string().meta({ description: 'A word of the name' }) })
  const Lamp = z.object({ watts: z.int().meta({ description: 'Its power' }) })
  routes.query('/lamps', { operationId: 'findLamps', body: Filter, responses: { 200: z.array(Lamp) } }, () => [])
  const document = openapi(routes, { info: { title: 'Lamps', version: '1' }, version })
  const app = express().use('/docs', docsPages(document))
  const { text: page } = await request(app).get('/docs/findLamps').buffer(true).expect(200)
  expect(page).toContain('data-method="QUERY" data-path="/lamps"')
  expect(page).toContain('A word of the name')
  expect(page.match(/<section data-tab="application\/x-ndjson">.*?Its power/s)).not.toBeNull()
})
