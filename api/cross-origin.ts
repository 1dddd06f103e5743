import cors from 'cors'
import type { RequestHandler } from 'express'

/** The fields of answers that pages of other origins may read, in addition to those that browsers always show (Fetch §4.8). */
const exposedHeaders = [
  'Content-Location',
  'ETag',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'WWW-Authenticate',
  'X-Request-Id',
]

/**
 * Returns middleware that lets pages of these origins read answers (CORS). A page sets `Authorization` itself, so cookies and other
 * credentials of the browser are not allowed.
 */
export function crossOrigin(origins: readonly string[]): RequestHandler {
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'QUERY']
  const handler = cors({ origin: [...origins], methods, exposedHeaders, maxAge: 3600 })
  return (request, response, next) => {
    // The package treats every OPTIONS as a preflight. The routes must answer the others, with the methods of the path.
    const isOther = request.method === 'OPTIONS' && request.headers['access-control-request-method'] === undefined
    if (isOther) next()
    else handler(request, response, next)
  }
}
