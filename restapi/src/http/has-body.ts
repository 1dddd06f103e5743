import type { IncomingMessage } from 'node:http'

/** Whether the request has a body at all (RFC 9112 §6.3): without one, there is no media type to object to. */
export function hasBody(request: IncomingMessage): boolean {
  const { 'transfer-encoding': coding, 'content-length': length } = request.headers
  return coding !== undefined || (length !== undefined && Number(length) > 0)
}
