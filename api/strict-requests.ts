import { badRequest, notImplemented } from '@endware/restapi'
import type { RequestHandler } from 'express'

/**
 * Refuses requests that Node lets through although a proxy before it may understand them otherwise: with two `Host` fields, and with a
 * transfer coding besides `chunked`.
 *
 * @see RFC 9112 §3.2, §6.1
 */
export const strictRequests: RequestHandler = (request, _response, next) => {
  const hosts = request.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host')
  if (hosts.length > 1) return next(badRequest('a request has one Host'))
  const coding = request.headers['transfer-encoding']
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') {
    return next(notImplemented('the only transfer coding is chunked'))
  }
  next()
}
