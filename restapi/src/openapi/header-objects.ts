import type { HeaderFields } from '../contract/responses.js'
import type { Codec } from '../formats/codec.js'
import { canonicalName } from '../http/fields.js'
import type { HeaderObject } from './document-objects.js'
import { isUntold } from './untold-header.js'

const text = { type: 'string' } as const

/** Header fields of answers whose meaning an RFC gives; each becomes a component where it is used. */
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
  'Accept-Patch': {
    description: 'The media types that patches may have (RFC 5789 §3.1)',
    schema: text,
    example: 'application/merge-patch+json',
  },
  Allow: {
    description: 'The methods that the resource has (RFC 9110 §10.2.1)',
    schema: text,
    example: 'GET, HEAD, OPTIONS',
  },
  'Cache-Control': {
    description: 'Who may store the answer, and how long (RFC 9111 §5.2)',
    schema: text,
    example: 'no-cache',
  },
  Deprecation: {
    description: 'Since when the operation is deprecated, in seconds since 1970 (RFC 9745)',
    schema: { type: 'string', pattern: '^@[0-9]+$' },
    example: '@1767225600',
  },
  ETag: {
    description:
      'The version of this representation, for `If-None-Match` and `If-Match` (RFC 9110 §8.8.3); pages for people have none',
    schema: { type: 'string', pattern: '^(W/)?"[^"]*"$' },
    example: '"7;json"',
  },
  'Idempotency-Key': { description: 'The key under which the request was carried out once', schema: text },
  'Last-Modified': {
    description: 'When the resource was last changed (RFC 9110 §8.8.2)',
    schema: text,
    example: 'Sat, 31 Jan 2026 12:00:00 GMT',
  },
  Link: { description: 'Related resources, by relation (RFC 8288)', schema: text, example: '</next>; rel="next"' },
  Location: {
    description: 'Where the resource is (RFC 9110 §10.2.2)',
    schema: { type: 'string', format: 'uri-reference' },
  },
  RateLimit: {
    description:
      'What is left of each limit, and the seconds until it is full again (draft-ietf-httpapi-ratelimit-headers)',
    schema: text,
    example: '"default"; r=99; t=60',
  },
  'RateLimit-Policy': {
    description: 'The limits: how many requests in how many seconds (draft-ietf-httpapi-ratelimit-headers)',
    schema: text,
    example: '"default"; q=100; w=60',
  },
  'Retry-After': {
    description: 'After how many seconds another try makes sense, or when (RFC 9110 §10.2.3)',
    schema: text,
    example: '2',
  },
  Sunset: {
    description: 'When the operation will stop working (RFC 8594)',
    schema: text,
    example: 'Fri, 01 Jan 2027 00:00:00 GMT',
  },
  Vary: {
    description: 'Names Accept, because another Accept may get another answer (RFC 9110 §12.5.5)',
    required: true,
    schema: { type: 'string', pattern: '(^|, *)([Aa]ccept|\\*)( *,|$)' },
    example: 'Accept',
  },
  'WWW-Authenticate': {
    description: 'How to authenticate (RFC 9110 §11.6.1)',
    schema: text,
    example: 'Bearer',
  },
}

/** The header fields that come with some of the formats, which their codecs add. */
export function formatFields(codecs: readonly Codec[]): HeaderFields {
  const names = codecs.flatMap(({ fields = {} }) => Object.keys(fields)).filter((name) => !isUntold(name))
  return Object.fromEntries(
    names.map((name) => [name, headerName(name) in known || { description: 'Comes with some of the formats' }]),
  )
}

/** The name of a header field in its customary spelling. */
export function headerName(name: string): string {
  const lower = name.toLowerCase()
  return Object.keys(known).find((each) => each.toLowerCase() === lower) ?? canonicalName(name)
}

/** What an RFC says of a header field. @throws TypeError for a field that has to be described */
export function knownHeader(name: string): HeaderObject {
  const header = known[headerName(name)]
  if (header === undefined) {
    throw new TypeError(
      `the header field ${name} is described in the contract; only these are known: ${Object.keys(known).join(', ')}`,
    )
  }
  return header
}
