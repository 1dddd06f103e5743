import { randomUUID } from 'node:crypto'
import type { RequestHandler, Response } from 'express'

const acceptable = /^[A-Za-z0-9._-]{1,128}$/

/**
 * Gives every request an id and says it in `X-Request-Id`: the client's own where it is 1 to 128 letters, digits, dots, underscores or
 * hyphens, else a random one.
 */
export function requestId(): RequestHandler {
  return (request, response, next) => {
    const given = request.headers['x-request-id']
    response.setHeader('X-Request-Id', typeof given === 'string' && acceptable.test(given) ? given : randomUUID())
    next()
  }
}

/** The id that `requestId` gave the request of this response. */
export function requestIdOf(response: Response): string {
  return String(response.getHeader('x-request-id'))
}
