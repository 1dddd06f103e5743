import type { Refusal } from './refusal.js'

/** The refusals of errors of Node's parser and timers by code, except those that are a 400. */
const refusals: ReadonlyMap<unknown, Refusal> = new Map([
  ['HPE_HEADER_OVERFLOW', { status: 431, message: 'the header section is larger than the limit of this server' }],
  [
    'HPE_CHUNK_EXTENSIONS_OVERFLOW',
    { status: 413, message: 'the chunk extensions are larger than the limit of this server' },
  ],
  ['ERR_HTTP_REQUEST_TIMEOUT', { status: 408, message: 'the request did not arrive in time' }],
  ['HPE_INVALID_VERSION', { status: 505, message: 'expected HTTP/1.1 or HTTP/1.0 in the request line' }],
  ['HPE_PAUSED_H2_UPGRADE', { status: 505, message: 'expected HTTP/1.1 or HTTP/1.0, not the preface of HTTP/2' }],
])

const malformed: Refusal = { status: 400, message: 'expected a request that RFC 9112 describes' }

/** The reasons of Node's parser for a request line that ends wrongly (a bare LF) or whose version is no `DIGIT.DIGIT`. @see RFC 9112 §2.2, §2.3 */
const malformedVersion: ReadonlySet<unknown> = new Set([
  'Expected CRLF after version',
  'Invalid major version',
  'Invalid minor version',
])

/** Returns the refusal for an error of the event `clientError`. */
export function refusalOfClientError({ code, reason }: NodeJS.ErrnoException & { readonly reason?: unknown }): Refusal {
  if (malformedVersion.has(reason)) return malformed // Node gives it the code of a version that it does not have
  return refusals.get(code) ?? malformed
}
