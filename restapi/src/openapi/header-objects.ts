import type { HeaderFields } from '../contract/responses.js'
import type { Codec } from '../formats/codec.js'
import { canonicalName } from '../http/fields.js'
import type { HeaderObject } from './document-objects.js'
import { isOmittedHeader } from './omitted-header.js'

const text = { type: 'string' } as const

/** Header fields that an RFC or a draft defines; each becomes a component when an answer has it. */
const known: Readonly<Record<string, HeaderObject>> = {
  Accept: {
    description: 'The media types that bodies may have (RFC 9110 §12.5.1)',
    schema: text,
    example: 'application/json, application/xml',
  },
  'Accept-Encoding': {
    description: 'The content codings that bodies may have (RFC 9110 §12.5.3)',
    schema: text,
    example: 'gzip, deflate, br',
  },
  'Accept-Ranges': {
    description: 'The unit of the ranges that a request may ask for, or `none` (RFC 9110 §14.3)',
    schema: text,
    example: 'bytes',
  },
  'Accept-Patch': {
    description: 'The media types that patches may have (RFC 5789 §3.1)',
    schema: text,
    example: 'application/merge-patch+json',
  },
  'Accept-Query': {
    description: 'The media types that the content of a QUERY may have, a structured list (RFC 10008 §3)',
    schema: text,
    example: 'application/json, application/x-www-form-urlencoded',
  },
  Allow: {
    description: 'The methods that the resource has (RFC 9110 §10.2.1)',
    schema: text,
    example: 'GET, HEAD, OPTIONS',
  },
  'Cache-Control': {
    description: 'The caches that may store the answer, and for how long (RFC 9111 §5.2)',
    schema: text,
    example: 'no-cache',
  },
  'Content-Disposition': {
    description: 'Whether to save or to show the content, and under which name (RFC 6266)',
    schema: text,
    example: 'attachment; filename="report.pdf"',
  },
  'Content-Location': {
    description: 'The URI of this representation (RFC 9110 §8.7), or of the result of a QUERY (RFC 10008 §2.3)',
    schema: { type: 'string', format: 'uri-reference' },
  },
  'Content-Range': {
    description: 'The first and the last byte of the part, and the length of the whole (RFC 9110 §14.4)',
    schema: { type: 'string', pattern: '^bytes ([0-9]+-[0-9]+|[*])/[0-9]+$' },
    example: 'bytes 0-1023/4096',
  },
  Deprecation: {
    description: 'The time from which the operation is deprecated, in seconds since 1970 (RFC 9745)',
    schema: { type: 'string', pattern: '^@[0-9]+$' },
    example: '@1767225600',
  },
  ETag: {
    description:
      'The version of this representation, for `If-None-Match` and `If-Match` (RFC 9110 §8.8.3); pages for people have none',
    schema: { type: 'string', pattern: '^(W/)?"[^"]*"$' },
    example: '"7;json"',
  },
  'Idempotency-Key': { description: 'The key of the request, which is carried out once', schema: text },
  'Last-Modified': {
    description: 'The time of the last change of the resource (RFC 9110 §8.8.2)',
    schema: text,
    example: 'Sat, 31 Jan 2026 12:00:00 GMT',
  },
  Link: { description: 'Related resources, by relation (RFC 8288)', schema: text, example: '</next>; rel="next"' },
  Location: {
    description: 'The URI of the resource (RFC 9110 §10.2.2)',
    schema: { type: 'string', format: 'uri-reference' },
  },
  RateLimit: {
    description: 'The rest of each limit, and the seconds until it is restored (draft-ietf-httpapi-ratelimit-headers)',
    schema: text,
    example: '"default"; r=99; t=60',
  },
  'RateLimit-Policy': {
    description: 'The limits: how many requests in how many seconds (draft-ietf-httpapi-ratelimit-headers)',
    schema: text,
    example: '"default"; q=100; w=60',
  },
  'Retry-After': {
    description: 'The seconds to wait before the next try, or a date (RFC 9110 §10.2.3)',
    schema: text,
    example: '2',
  },
  Sunset: {
    description: 'The time at which the operation stops working (RFC 8594)',
    schema: text,
    example: 'Fri, 01 Jan 2027 00:00:00 GMT',
  },
  Vary: {
    description: 'Names `Accept`, on which the answer depends (RFC 9110 §12.5.5)',
    required: true,
    schema: { type: 'string', pattern: '(^|, *)([Aa]ccept|\\*)( *,|$)' },
    example: 'Accept',
  },
  'WWW-Authenticate': {
    description: 'The authentication schemes to use (RFC 9110 §11.6.1)',
    schema: text,
    example: 'Bearer',
  },
}

/** Returns the header fields that codecs add to answers. */
export function formatFields(codecs: readonly Codec[]): HeaderFields {
  const names = codecs.flatMap(({ fields = {} }) => Object.keys(fields)).filter((name) => !isOmittedHeader(name))
  return Object.fromEntries(
    names.map((name) => [name, headerName(name) in known || { description: 'Present in some of the formats' }]),
  )
}

/** Returns the name of a header field in its usual spelling, such as `ETag`. */
export function headerName(name: string): string {
  const lower = name.toLowerCase()
  return Object.keys(known).find((each) => each.toLowerCase() === lower) ?? canonicalName(name)
}

/** Returns the description of a standard header field. @throws TypeError for a field that is not standard: the contract must describe it */
export function knownHeader(name: string): HeaderObject {
  const header = known[headerName(name)]
  if (header === undefined) {
    throw new TypeError(
      `the contract must describe the header field ${name}: { ${JSON.stringify(name)}: { description: '…' } }; \`true\` is allowed only for ${Object.keys(known).join(', ')}`,
    )
  }
  return header
}
