import type { Operation } from '../contract/operation.js'
import { reasonPhrase } from '../http/status.js'
import type { ErrorInfo } from '../outcomes/envelope.js'
import { hasRanges } from './part-response.js'

/** The description, example and header fields of the failures of one status. */
export interface FailureText {
  readonly description: string
  /** Members of the example, in the form that the envelope receives. */
  readonly example: Partial<Pick<ErrorInfo, 'code' | 'message' | 'errors' | 'additional'>>
  /** Header fields that these failures may have. */
  readonly headers?: readonly string[]
  /** Those of `headers` that every such failure has. */
  readonly required?: readonly string[]
}

const texts: Readonly<Record<number, FailureText>> = {
  400: {
    description: 'The path, the query, a header field or the body is malformed or invalid; the error says where',
    example: {
      code: 'invalid-request',
      message: 'the request is not valid: limit must be at most 100',
      errors: [{ in: 'query', pointer: '/limit', message: 'limit must be at most 100' }],
    },
  },
  401: {
    description: 'The request has no valid credentials',
    example: { code: 'unauthorized', message: 'a bearer token is needed' },
    headers: ['WWW-Authenticate'],
    required: ['WWW-Authenticate'],
  },
  403: {
    description: 'The credentials of the request do not allow this operation',
    example: { code: 'forbidden', message: 'the token lacks a scope' },
    headers: ['WWW-Authenticate'],
  },
  404: { description: 'The resource does not exist', example: { code: 'not-found', message: 'there is nothing here' } },
  405: {
    description: 'The resource does not support this method; `Allow` lists the methods that it supports',
    example: { code: 'method-not-allowed', message: 'this resource has no TRACE; it has GET, HEAD, OPTIONS' },
    headers: ['Allow'],
    required: ['Allow'],
  },
  406: {
    description: '`Accept` allows none of the formats of the resource; the error lists them',
    example: {
      code: 'not-acceptable',
      message: 'none of the formats in Accept is available; there is application/json, application/xml',
      additional: { available: ['application/json', 'application/xml'] },
    },
  },
  408: {
    description: 'The body did not arrive in time',
    example: { code: 'request-timeout', message: 'the body did not arrive in time' },
  },
  409: { description: 'The request conflicts with the current state of the resource', example: { code: 'conflict' } },
  412: {
    description: 'The resource has changed since the version that the request names',
    example: {
      code: 'precondition-failed',
      message: 'the resource has changed since the version that the request names',
    },
  },
  413: { description: 'The body is larger than the limit', example: { code: 'content-too-large' } },
  415: {
    description:
      'The format, the charset or the content coding of the body is not supported; `Accept` lists the supported formats',
    example: {
      code: 'unsupported-media-type',
      message: 'a body of text/plain is not read here; expected one of application/json, application/xml',
    },
    headers: ['Accept', 'Accept-Encoding'],
  },
  416: {
    description: 'No byte of the content is in the range; `Content-Range` has its length',
    example: {
      code: 'range-not-satisfiable',
      message: 'the file has 4096 bytes, and none of them is in the range',
    },
    headers: ['Content-Range'],
    required: ['Content-Range'],
  },
  428: {
    description: 'The request needs `If-Match` with the version that it changes',
    example: {
      code: 'precondition-required',
      message: 'this request must say in If-Match which version it means to change',
    },
  },
  429: {
    description: 'Too many requests',
    example: { code: 'too-many-requests', message: 'too many requests' },
    headers: ['Retry-After'],
  },
  500: { description: 'The service failed; the answer does not say why', example: { code: 'unexpected-error' } },
  503: {
    description: 'The service is temporarily unavailable',
    example: { code: 'service-unavailable', message: 'the request took too long' },
    headers: ['Retry-After'],
  },
}

/** Properties of a path and its read that change the text of a failure. */
export interface FailureSurroundings {
  /** True when the path has a PATCH whose contract lists its media types, so that failures have `Accept-Patch` (RFC 5789 §3.1). */
  readonly patches: boolean
  /** True when the answers to a read have neither an entity tag nor a date to compare. */
  readonly hasNoVersion: boolean
  /** True when the library answers a malformed bearer token with 400. @see RFC 6750 §3.1 */
  readonly readsBearer: boolean
}

const unversioned: FailureText = {
  description: 'The request has `If-Match`, but the resource has no entity tag',
  example: texts[412]?.example ?? {},
}

/** Returns the description, the example and the header fields of the failures of a status. */
export function failureText(
  status: number,
  { bodyLimit, method, reads }: Pick<Operation, 'bodyLimit' | 'method' | 'reads'>,
  { patches, hasNoVersion, readsBearer }: FailureSurroundings,
): FailureText {
  const known = texts[status] ?? { description: reasonPhrase(status), example: {} }
  const { headers = [], required = [] } = known
  // a cache must not store a failure of the service, so 5xx answers have Cache-Control
  const text = status < 500 ? known : { ...known, headers: [...headers, 'Cache-Control'] }
  if (status === 405 && patches) {
    return { ...text, headers: [...headers, 'Accept-Patch'], required: [...required, 'Accept-Patch'] }
  }
  if (status === 415 && method === 'PATCH') {
    const message = 'a body of text/plain is not read here; expected application/merge-patch+json'
    return { ...text, example: { ...text.example, message }, headers: [...headers, 'Accept-Patch'] }
  }
  if (status === 400 && readsBearer) return { ...text, headers: ['WWW-Authenticate'] }
  if (status === 412 && hasNoVersion) return unversioned
  if (status !== 413) return text
  const message = `the body is larger than ${bodyLimit} bytes`
  const others = reads.flatMap(({ mediaType, codec: { bodyBytes = bodyLimit } }) =>
    bodyBytes === bodyLimit ? [] : [`, as ${mediaType} larger than ${bodyBytes} bytes`],
  )
  return {
    description: `The body is larger than ${bodyLimit} bytes${others.join('')}`,
    example: { ...text.example, message },
  }
}

/** Properties of an operation that decide which failures the library answers by itself. */
export interface FailureConditions {
  readonly operation: Operation
  readonly hasPathParameters: boolean
  /** True for a read whose answer a condition of the request may replace by 412. */
  readonly isJudged: boolean
  /** `no` for an open operation, `yes` when it needs credentials, `scopes` when these also need scopes. */
  readonly secured: 'no' | 'yes' | 'scopes'
}

/** Returns the statuses of the failures that the library answers before or instead of the endpoint, in ascending order. */
export function automaticFailures({ operation, ...conditions }: FailureConditions): readonly number[] {
  const { contract, timeout } = operation
  const { hasPathParameters, isJudged, secured } = conditions
  const when = (status: number, condition: boolean): number[] => (condition ? [status] : [])
  return [
    400, // a malformed query is refused even when the contract has no parameters
    ...when(401, secured !== 'no'),
    ...when(403, secured === 'scopes'),
    ...when(404, hasPathParameters),
    405,
    406,
    ...when(408, timeout !== undefined && contract.body !== undefined),
    ...when(412, isJudged || contract.requireIfMatch === true),
    ...when(413, contract.body !== undefined),
    ...when(415, contract.body !== undefined),
    ...when(416, hasRanges(operation)),
    ...when(428, contract.requireIfMatch === true),
    500,
    ...when(503, timeout !== undefined),
  ]
}
