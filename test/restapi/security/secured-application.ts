import {
  type EndwareOptions,
  endware,
  type FailureReport,
  type Security,
  type SecuritySchemes,
  securityScheme,
} from '@endware/restapi'
import express, { Router } from 'express'

/** The results of `verify` for bearer tokens. */
export const tokens: Readonly<Record<string, { readonly user: string; readonly scopes: readonly string[] }>> = {
  reader: { user: 'ada', scopes: ['orders:read'] },
  writer: { user: 'bob', scopes: ['orders:read', 'orders:write'] },
}
const bearer = securityScheme.bearer({ verify: (token) => tokens[token] })
const basic = securityScheme.basic({
  realm: 'shop "north"',
  verify: async ({ username, password }) => (password === 'sesame' ? { name: username } : undefined),
})
const key = securityScheme.apiKey({
  in: 'header',
  name: 'X-API-Key',
  verify: (text) => text === 'k-1' && { client: 'till' },
})
const session = securityScheme.apiKey({
  in: 'cookie',
  name: 'session',
  verify: (id) => (id === 's-1' ? { user: 'eve', scopes: new Set(['orders:read']) } : null),
})
const link = securityScheme.apiKey({ in: 'query', name: 'key', verify: (text) => (text === 'q-1' ? {} : undefined) })
/** Schemes of each kind. */
export const schemes = { bearer, basic, key, session, link }

/** Returns an application with `GET /` under this security, and the reports of its failures. */
export function secured(
  security: Security | undefined,
  given: SecuritySchemes = schemes,
  options: EndwareOptions = {},
) {
  const reports: FailureReport[] = []
  const api = endware({ onFailure: (report) => void reports.push(report), ...options, security: given })
  const routes = api.routes(Router())
  routes.get('/', { ...(security === undefined ? {} : { security }) }, ({ context }) => ({ context }))
  return { app: express().use(routes).use(api.fallback()), reports }
}

/** Header fields of a request. */
export type Sent = Readonly<Record<string, string>>
/** Returns the `Authorization` of `user:password`. */
export const basicOf = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`
