import { noContent, type Routes } from '@endware/restapi'
import { Router } from 'express'
import { tokenWith } from '../authentication/scopes.js'
import { cacheFieldForCaller, forCaller } from '../caching.js'
import { withDomainErrors as safely } from '../domain-errors.js'
import type { ShopApi } from '../shop-api.js'
import { type SessionCookies, sessionAttributes, sessionCookie } from './session-cookies.js'

const path = '/v1/session'
const tags = ['session']

const fields = {
  'Cache-Control': cacheFieldForCaller,
  'Set-Cookie': {
    description: 'The session',
    example: `${sessionCookie}=eyJhbGciOiJkaXIifQ; Path=/v1; Max-Age=3600; SameSite=Strict; HttpOnly; Secure`,
  },
} as const

/** Returns the routes that exchange a token for a cookie, which a browser sends by itself. */
export function sessionRoutes(api: ShopApi, sessions: Pick<SessionCookies, 'begin'>): Routes<Router> {
  const routes = api.routes(Router(), api.limited)

  routes.post(
    path,
    {
      operationId: 'beginSession',
      summary: 'Exchange a token for a cookie',
      description:
        'For browsers, whose `EventSource` sends no token. The cookie is good for GET and HEAD below `/v1` alone, with the scopes `orders:read` and `orders:any` of the token. It ends with the token, after one hour at the latest. Scripts cannot read it, and browsers do not send it with requests that other sites cause.',
      tags,
      security: tokenWith('orders:read'),
      responses: {
        204: {
          description: 'The session has begun',
          headers: fields,
        },
        503: 'The database cannot be reached at the moment',
      },
    },
    safely(async ({ context, request }) => {
      const { value, maxAge } = await sessions.begin(context)
      return noContent()
        .withCookie(sessionCookie, value, sessionAttributes(request, maxAge))
        .withCacheControl(forCaller)
    }),
  )

  routes.delete(
    path,
    {
      operationId: 'endSession',
      summary: 'Remove the cookie of a session',
      tags,
      security: [],
      responses: {
        204: { description: 'The browser has no session any more', headers: fields },
        500: false,
        503: false,
      },
    },
    ({ request }) =>
      noContent().withCookie(sessionCookie, '', sessionAttributes(request, 0)).withCacheControl(forCaller),
  )

  return routes
}
