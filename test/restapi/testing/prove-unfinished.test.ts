import { createServer, endware, json, noContent } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { proveDocument } from '@endware/restapi/testing'
import { expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { z } from 'zod'
import { serve } from '../../support/serve.js'

test.each(['', '7', '70'])('an unfinished body of %j is sent without its end, and gets its 408', async (data) => {
  const api = endware({ codecs: [json()], onFailure: () => {}, timeout: 200 })
  const routes = api.routes(Router())
  const contract = {
    operationId: 'count',
    body: z.number(),
    responses: { 204: null, 408: 'The body is late' },
  } as const
  routes.post('/counts', contract, () => noContent())
  const document = openapi(routes, { info: { title: 'Counts', version: '1' } })
  const serving = await serve(express().use(routes).use(api.fallback()), createServer)
  try {
    const late = { content: { mediaType: 'application/json', data }, isUnfinished: true }
    const report = await proveDocument(document, { baseUrl: serving.url, cases: { count: { 408: late } } })
    expect(report.covered.filter(({ status }) => status === 408)).not.toEqual([])
    expect(report.toString()).not.toMatch(/408.*(?:wrong|not reached)/)
  } finally {
    await serving.close()
  }
})
