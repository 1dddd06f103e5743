import type { Request, RequestHandler } from 'express'

/** The fields by which proxies tell of themselves. */
const forwarding = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']

/**
 * Returns a handler that passes requests from programs on this machine to `handler`. For all others it is as if `handler` did not exist. A
 * request that a proxy on this machine has forwarded is not from this machine.
 */
export function onlyFromThisMachine(handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (isFromThisMachine(request)) handler(request, response, next)
    else next()
  }
}

function isFromThisMachine({ headers, socket }: Request): boolean {
  if (forwarding.some((field) => headers[field] !== undefined)) return false
  return /^(?:::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '')
}
