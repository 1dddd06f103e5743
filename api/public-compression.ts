import compression from 'compression'
import type { Request, RequestHandler } from 'express'
import { sessionCookie } from './session/session-cookies.js'

/** The paths, with all below them, whose answers are the same for everybody. `/docs` compresses its own files. */
export const publicPaths = ['/v1/products', '/openapi.json', '/openapi.yaml']

/** The methods that read. */
const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'QUERY'])

/** The media types that get shorter. The package does not know those of NDJSON and YAML. Event streams are not among them. */
const texts = /^(?:text\/(?:html|csv)|application\/(?:(?:[\w.-]+\+)?(?:json|xml)|x-ndjson|yaml))(?:;|$)/

/** The session among the cookies of a field. */
const session = new RegExp(`(?:^|[;,])\\s*${sessionCookie}\\s*=`)

/**
 * Returns middleware that compresses answers to everybody, by gzip or Brotli as `Accept-Encoding` allows, from 1 KiB. The length of a
 * compressed answer tells a secret in it to whoever may add text to it (BREACH), so an answer to a caller with credentials stays as it is.
 */
export function publicCompression(): RequestHandler {
  const compress = compression({ filter: (_, response) => texts.test(String(response.getHeader('Content-Type'))) })
  return (request, response, next) => {
    if (!reading.has(request.method)) return next()
    // Caches must know that the answer to another client may be compressed.
    response.vary('Accept-Encoding')
    if (request.headers['accept-encoding'] === undefined || hasCredentials(request)) next()
    else compress(request, response, next)
  }
}

function hasCredentials({ headers: { authorization, cookie = '' } }: Request): boolean {
  return authorization !== undefined || session.test(cookie)
}
