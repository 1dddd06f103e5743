import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { RequestHandler } from 'express'

const acceptable = /^[A-Za-z0-9._-]{1,128}$/

/**
 * Returns middleware that gives every request an id and sends it in `X-Request-Id`. The id is that of the client if it is 1 to 128
 * letters, digits, dots, underscores and hyphens, else a random UUID.
 */
export function requestId(): RequestHandler {
  return (request, response, next) => {
    const given = request.headers['x-request-id']
    response.setHeader('X-Request-Id', typeof given === 'string' && acceptable.test(given) ? given : randomUUID())
    next()
  }
}

/** Returns the id that `requestId` gave the request of this response. */
export function requestIdOf(response: ServerResponse): string {
  return String(response.getHeader('x-request-id'))
}
