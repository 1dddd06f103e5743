import type { RequestListener } from 'node:http'
import { createServer, endware, json, notFound, type Security, securityScheme } from '@endware/restapi'
import { type OpenApiDocument, openapi } from '@endware/restapi/openapi'
import { type CredentialMakers, type ProofReport, proveDocument } from '@endware/restapi/testing'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { z } from 'zod'
import { serve } from '../../support/serve.js'

const scopesIn = (token: string): readonly string[] => token.split('~').slice(1)
const verify = (token: string) => (token.startsWith('good') ? { user: 'ada', scopes: scopesIn(token) } : undefined)
const flows = { clientCredentials: { tokenUrl: 'https://id.example/token', scopes: { 'orders.read': 'Reads orders' } } }
const schemes = {
  bearer: securityScheme.bearer({ format: 'JWT', description: 'A token of ours', verify }),
  basic: securityScheme.basic({ verify: ({ password }) => (password === 'sesame' ? {} : undefined) }),
  key: securityScheme.apiKey({ in: 'header', name: 'X-Key', verify }),
  sid: securityScheme.apiKey({ in: 'cookie', name: 'sid', verify }),
  link: securityScheme.apiKey({ in: 'query', name: 'key', verify }),
  oauth: securityScheme.oauth2({ flows, verify }),
  openId: securityScheme.openIdConnect({ url: 'https://id.example/.well-known/openid-configuration', verify }),
}
const token = (scopes: readonly string[]): string => ['good', ...scopes].join('~')
const credentials: CredentialMakers = {
  bearer: token,
  basic: () => ({ username: 'ada', password: 'sesame' }),
  key: token,
  sid: async (scopes) => token(scopes),
  link: token,
  oauth: token,
  openId: token,
}

const bodyLimit = 1_000
const Thing = z.object({ a: z.int() }).meta({ id: 'Thing', examples: [{ a: 1 }] })
const securities: Readonly<Record<string, Security>> = {
  bearer: { bearer: [] },
  bearerScoped: { bearer: ['a', 'b'] },
  basic: { basic: [] },
  key: { key: [] },
  sid: { sid: ['a'] },
  link: { link: [] },
  oauth: { oauth: ['orders.read'] },
  openId: { openId: ['openid'] },
  both: { bearer: ['a'], key: [] },
  either: [{ basic: [] }, { bearer: ['a'] }],
  optional: [{ bearer: ['a'] }, {}],
  everybody: [],
}

/** Returns an application with an operation for each security, and its document. */
function secured(): { readonly app: RequestListener; readonly document: OpenApiDocument } {
  const limits = { bodyBytes: bodyLimit }
  const api = endware({ codecs: [json()], security: schemes, limits, onFailure: () => {} })
  const routes = api.routes(Router())
  const responses = { 200: Thing, 500: false } as const
  for (const [name, security] of Object.entries(securities)) {
    const contract = { operationId: name, security, body: Thing, query: z.object({ q: z.int().optional() }), responses }
    routes.post(`/${name}`, contract, ({ body }) => body)
  }
  routes.get(
    '/things/:id',
    { operationId: 'read', security: { bearer: ['a'] }, etag: 'content', responses },
    ({ params }) => (params.id === '1' ? { a: 1 } : notFound()),
  )
  const document = openapi(routes, { info: { title: 'Secured', version: '1.0.0' } })
  return { app: express().use(routes).use(api.fallback()), document }
}

async function prove(
  app: RequestListener,
  document: object,
  options: Partial<Parameters<typeof proveDocument>[1]> = {},
): Promise<ProofReport> {
  const serving = await serve(app, createServer)
  try {
    return await proveDocument(document, { baseUrl: serving.url, bodyLimit, credentials, ...options })
  } finally {
    await serving.close()
  }
}

const { app, document } = secured()
const read = { cases: { read: { 200: { params: { id: 1 } } } } }

test('the kit drives 401 and 403 of every secured operation, with credentials in every place', async () => {
  const report = await prove(app, document, read)
  expect(report.faults).toEqual([])
  expect(report.missing).toEqual([])
  const statuses = (name: string): readonly number[] => [
    ...new Set(report.covered.flatMap(({ operationId, status }) => (operationId === name ? [status] : []))),
  ]
  expect(statuses('bearer').filter((status) => status === 401 || status === 403)).toEqual([401])
  for (const name of ['bearerScoped', 'sid', 'oauth', 'openId', 'both', 'either', 'read'])
    expect(statuses(name)).toEqual(expect.arrayContaining([200, 401, 403]))
  for (const name of ['optional', 'everybody']) {
    expect(statuses(name)).toContain(200)
    expect(statuses(name)).not.toContain(401)
  }
})

describe('the kit finds', () => {
  type Spoil = (request: express.Request, response: express.Response) => boolean
  const rows: readonly (readonly [what: string, operation: string, spoil: Spoil, message: RegExp])[] = [
    [
      'an operation that lets everybody in',
      'bearer',
      (request) => void Object.assign(request.headers, { authorization: 'Bearer good' }) === undefined,
      /got 200/,
    ],
    [
      'an operation that ignores scopes',
      'bearerScoped',
      (request) => {
        if (request.headers.authorization === 'Bearer good') request.headers.authorization = 'Bearer good~a~b'
        return true
      },
      /got 200/,
    ],
    [
      'an error code where no credentials came',
      'bearer',
      (request, response) => {
        if (request.headers.authorization !== undefined) return true
        response.status(401).set('WWW-Authenticate', 'Bearer realm="a", error="invalid_token"').set('Vary', 'Accept')
        return !response.json({})
      },
      /expected no error without credentials \(RFC 6750 §3\.1\), got invalid_token/,
    ],
    [
      'a wrong token without its error code',
      'bearer',
      (request, response) => {
        if (!String(request.headers.authorization).includes('wrong')) return true
        response
          .status(401)
          .set('WWW-Authenticate', 'Basic realm="a, Bearer b", Bearer realm="a"')
          .set('Vary', 'Accept')
        return !response.json({})
      },
      /expected error="invalid_token" \(RFC 6750 §3\.1\), got none/,
    ],
    [
      'a 401 without a challenge',
      'key',
      (_request, response) => {
        const { setHeader } = response
        response.setHeader = (name, value) =>
          name.toLowerCase() === 'www-authenticate' ? response : setHeader.call(response, name, value)
        const { writeHead } = response
        response.writeHead = ((status: number, ...rest: unknown[]) => {
          const fields = rest
            .flat()
            .filter((each, at, all) => !/www-auth/i.test(String(at % 2 === 0 ? each : all[at - 1])))
          return writeHead.call(response, status, fields as never)
        }) as never
        return true
      },
      /WWW-Authenticate is missing/,
    ],
  ]
  test.each(rows)('%s', async (_what, operation, spoil, message) => {
    const spoiled = express()
      .use((request, response, next) => {
        if (spoil(request, response)) next()
      })
      .use(app as express.Express)
    const report = await prove(spoiled, document, { operations: [operation] })
    expect(report.faults.map((fault) => fault.message).join('\n')).toMatch(message)
  })

  test('an operation that it cannot reach because nobody makes its credentials', async () => {
    const { bearer: _, ...others } = credentials
    const report = await prove(app, document, { credentials: others, operations: ['bearerScoped'] })
    expect(report.isProven).toBe(false)
    expect(report.missing).toContainEqual({ operationId: 'bearerScoped', status: 403, mediaType: 'application/json' })
  })
})

test.each([
  [{ baerer: token }, /no security scheme 'baerer'.*bearer, basic/],
  [{ bearer: 'token' }, /credentials\.bearer must be a function/],
])('the kit refuses the credentials %j', async (wrong, message) => {
  await expect(proveDocument(document, { baseUrl: 'http://127.0.0.1:1', credentials: wrong as never })).rejects.toThrow(
    message,
  )
})
