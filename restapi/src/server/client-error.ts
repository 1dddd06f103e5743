import type { Refusal } from './refusal.js'

/** An error of the event `clientError`. Those of Node's parser have the other members. */
interface ClientError extends NodeJS.ErrnoException {
  readonly reason?: unknown
  /** The bytes in which the parser found the fault, and its place in them. */
  readonly rawPacket?: Buffer
  readonly bytesParsed?: number
}

/** The refusals of errors of Node's parser and timers by code. Others are malformed. */
const refusals: ReadonlyMap<unknown, Refusal> = new Map([
  ['HPE_HEADER_OVERFLOW', { status: 431, message: 'the header section is larger than the limit of this server' }],
  [
    'HPE_CHUNK_EXTENSIONS_OVERFLOW',
    { status: 413, message: 'the chunk extensions are larger than the limit of this server' },
  ],
  ['ERR_HTTP_REQUEST_TIMEOUT', { status: 408, message: 'the request did not arrive in time' }],
  ['HPE_INVALID_VERSION', { status: 505, message: 'expected HTTP/1.1 or HTTP/1.0 in the request line' }],
  ['HPE_INVALID_EOF_STATE', { status: 400, message: 'the connection ended before the request was complete' }],
  ['HPE_PAUSED_H2_UPGRADE', { status: 505, message: 'expected HTTP/1.1 or HTTP/1.0, not the preface of HTTP/2' }],
])

const malformed: Refusal = { status: 400, message: 'expected a request that RFC 9112 describes' }

/** @see RFC 9110 §9.1 */
const unknownMethod: Refusal = { status: 501, message: 'expected a method that this server knows, such as GET' }

/** A request line of HTTP/1.1 or HTTP/1.0, whatever its method is. @see RFC 9112 §3 */
const requestLine = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+ [!-~]+ HTTP\/1\.[01]\r$/

/** A line feed in ASCII. */
const lineFeed = 10

/** The reason of Node's parser for a method of RTSP. */
const methodOfRtsp = 'Invalid method for HTTP/x.x request'

/** The reasons of Node's parser for a request line that ends wrongly (a bare LF) or whose version is no `DIGIT.DIGIT`. @see RFC 9112 §2.2, §2.3 */
const malformedVersion: ReadonlySet<unknown> = new Set([
  'Expected CRLF after version',
  'Invalid major version',
  'Invalid minor version',
])

/** Returns the refusal for an error of the event `clientError`. */
export function refusalOfClientError(error: ClientError): Refusal {
  if (malformedVersion.has(error.reason)) return malformed // Node gives it the code of a version that it does not have
  if (hasUnknownMethod(error)) return unknownMethod
  return refusals.get(error.code) ?? malformed
}

/** Reports whether only the method is wrong. The parser gives bytes that are not HTTP, such as those of TLS, the same code. */
function hasUnknownMethod({ code, reason, rawPacket, bytesParsed = 0 }: ClientError): boolean {
  if (code !== 'HPE_INVALID_METHOD' && reason !== methodOfRtsp) return false
  return rawPacket !== undefined && requestLine.test(lineAt(rawPacket, bytesParsed))
}

/** Returns the line of a packet that has this offset in it, without its line feed. */
function lineAt(packet: Buffer, offset: number): string {
  const start = packet.subarray(0, offset).lastIndexOf(lineFeed) + 1
  const end = packet.indexOf(lineFeed, offset)
  return packet.toString('latin1', start, end < 0 ? packet.length : end)
}
