import { endware, json, type Middleware, unauthorized, xml } from '@endware/restapi'
import { type Contents, type OpenApiDocument, type OperationObject, openapi } from '@endware/restapi/openapi'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { z } from 'zod'
import { serve } from '../../support/serve.js'
import { configurations } from './configurations.js'
import { at, documentOf, info } from './sample-document.js'

const setByAll =
  /^(?:connection|content-length|content-security-policy|content-type|date|keep-alive|referrer-policy|transfer-encoding|x-content-type-options)$/

/** Each application gets requests that make the library answer by itself; its document must describe each answer. */
describe('openapi() documents every answer that the library makes by itself', () => {
  const formats = [
    'application/json',
    'text/json',
    'application/xml',
    'text/xml',
    'text/html',
    'text/csv',
    'application/problem+xml',
    'application/pdf',
    'application/x-own',
  ]
  const queries = ['', '?format=xml', '?format=html', '?format=nope', '?%zz', '?limit=x']
  const conditions: Record<string, string>[] = [
    { 'if-none-match': '*' },
    { 'if-match': '"no"' },
    { 'if-modified-since': new Date().toUTCString() },
    { 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' },
  ]
  const bodies: [mediaType: string, content: string, coding?: string][] = [
    ['application/json', '{"name":"a"}'],
    ['text/json', '{"name":"a"}'],
    ['application/xml', '<thing><name>a</name></thing>'],
    ['application/merge-patch+json', '{'],
    ['application/json', '{}', 'x-unheard-of'],
    ['application/json', ' '.repeat(2_000)],
    ['image/png', 'x'],
  ]

  test.each(configurations)('with %s', async (_, make) => {
    const { app, document } = make()
    const serving = await serve(app)
    const undocumented = new Set<string>()
    const ask = async (path: string, query: string, method: string, init: RequestInit) => {
      const answer = await fetch(serving.url + path.replace('{id}', '%zz') + query, { method, ...init })
      await answer.arrayBuffer()
      const operation = method === 'PUT' ? (path === '/things' ? 'get' : 'patch') : method.toLowerCase()
      for (const fault of faultsOf(document, path, operation, answer)) undocumented.add(fault)
    }
    try {
      for (const accept of formats) {
        for (const query of queries) await ask('/things', query, 'GET', { headers: { accept } })
        await ask('/things', '', 'PUT', { headers: { accept } })
        await ask('/named/{id}', '', 'GET', { headers: { accept } })
        await ask('/others', '?format=nope', 'PUT', { headers: { accept } })
        for (const each of conditions) await ask('/things', '', 'GET', { headers: { accept, ...each } })
        for (const [mediaType, content, coding] of bodies) {
          const headers = { accept, 'content-type': mediaType, ...(coding && { 'content-encoding': coding }) }
          await ask('/things', '', 'POST', { headers, body: content })
          await ask('/others', '', 'PATCH', { headers, body: content })
        }
      }
    } finally {
      await serving.close()
    }
    expect([...undocumented]).toEqual([])
  })

  /** Returns the status, media type and header fields of an answer that the document lacks. */
  function faultsOf(document: OpenApiDocument, path: string, method: string, answer: Response): string[] {
    const { status, headers } = answer
    const name = `${method} ${path} ${status}`
    const { responses, 'x-failures': failures = [] } = at(document, 'paths', path, method) as never as OperationObject
    if (!(status in responses) && !failures.includes(status)) return [name]
    const response = at(document, 'paths', path, method, 'responses', status in responses ? status : 'default') as {
      readonly headers?: object
      readonly content?: Contents
      readonly 'x-streams'?: Contents
    }
    const known = Object.entries({ ...response.content, ...response['x-streams'] }).flatMap(
      ([type, { 'x-aliases': also = [], 'x-statuses': statuses = [status] }]) =>
        statuses.includes(status) ? [type, ...also] : [],
    )
    const type = headers.get('content-type')?.split(';')[0]
    const fields = Object.keys(response.headers ?? {}).map((field) => field.toLowerCase())
    return [
      ...(type === undefined || known.includes(type) ? [] : [`${name} ${type}`]),
      ...[...headers.keys()]
        .filter((field) => !fields.includes(field) && !setByAll.test(field))
        .map((field) => `${name} ${field}`),
    ]
  }
})

describe('the documented answers', () => {
  const headersOf = (document: OpenApiDocument, path: string, method: string, status: number | 'default') =>
    Object.keys(at(document, 'paths', path, method, 'responses', status, 'headers'))
  const routes = endware().routes(Router())
  const body = z.object({})
  routes.get('/a', () => 1)
  routes.patch('/a', { body, consumes: ['application/merge-patch+json'] }, () => 1)
  routes.post('/b', { body }, () => 1)
  const document = openapi(routes, { info })

  test('have Accept-Patch only on paths with a PATCH (RFC 5789 §3.1)', () => {
    expect(headersOf(document, '/a', 'get', 'default')).toContain('Accept-Patch')
    expect(headersOf(document, '/a', 'patch', 'default')).toContain('Accept-Patch')
    expect(headersOf(document, '/b', 'post', 'default')).not.toContain('Accept-Patch')
  })

  test('have a field of a codec in its format', () => {
    const withFields = endware({ codecs: [json(), { ...xml(), fields: { 'X-Dialect': '1', 'Retry-After': '1' } }] })
    const made = documentOf({ responses: { 200: z.string() } }, {}, withFields)
    expect(headersOf(made, '/x', 'get', 200)).toEqual(['Vary', 'X-Dialect', 'Retry-After'])
    expect(headersOf(made, '/x', 'get', 400)).toEqual(['Vary', 'X-Dialect', 'Retry-After'])
  })

  test('have failures of middleware in the formats of the end-ware', async () => {
    const api = endware({ onFailure: () => {} })
    const refusing = api.routes(Router())
    const use: Middleware[] = [(_request, _response, next) => next(unauthorized('no token'))]
    refusing.get('/x', { codecs: [json()], security: [{ bearer: [] }], use, responses: { 200: z.string() } }, () => 'x')
    const securitySchemes = { bearer: { type: 'http', scheme: 'bearer' } }
    const made = openapi(refusing, { info, failures: [429], securitySchemes })
    const contentOf = (status: number | string) =>
      Object.keys(at(made, 'paths', '/x', 'get', 'responses', status, 'content'))
    expect([401, 'default'].map(contentOf)).toEqual(Array(2).fill(['application/json', 'application/xml']))
    expect([200, 400].map(contentOf)).toEqual(Array(2).fill(['application/json']))
    const others = at(made, 'paths', '/x', 'get', 'responses', 'default', 'content')
    expect(others['application/xml']).toMatchObject({ 'x-statuses': [405, 429] })
    expect(others['application/json']).not.toHaveProperty('x-statuses')
    const serving = await serve(express().use(refusing).use(api.fallback()))
    try {
      const answer = await fetch(`${serving.url}/x`, { headers: { accept: 'application/xml' } })
      expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/xml; charset=utf-8'])
    } finally {
      await serving.close()
    }
  })

  test('have 304 and 412 only for reads that can succeed', () => {
    const statusesOf = (responses: object) =>
      Object.keys(at(documentOf({ responses }), 'paths', '/x', 'get', 'responses'))
    expect(statusesOf({ 204: null })).toEqual(expect.arrayContaining(['304', '412']))
    expect(statusesOf({ 303: null })).not.toEqual(expect.arrayContaining(['304']))
    expect(statusesOf({ 200: null, 412: false })).not.toContain('412')
  })
})
