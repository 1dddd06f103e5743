import type { Operation } from '../contract/operation.js'
import { reasonPhrase } from '../http/status.js'
import type { ErrorInfo } from '../outcomes/envelope.js'

/** What is told about the failures of one status. */
export interface FailureText {
  readonly description: string
  /** Members of an example of it. */
  readonly example: Partial<Pick<ErrorInfo, 'code' | 'message' | 'errors' | 'additional'>>
  /** The header fields that come with it. */
  readonly headers?: readonly string[]
  /** Those of them that always come. */
  readonly required?: readonly string[]
}

const texts: Readonly<Record<number, FailureText>> = {
  400: {
    description: 'The path, the query, a header field or the body cannot be read or is not valid; the error says where',
    example: {
      code: 'invalid-request',
      message: 'the request is not valid: query /limit: Too big: expected number to be <=100',
      errors: [{ in: 'query', pointer: '/limit', message: 'Too big: expected number to be <=100' }],
    },
  },
  401: {
    description: 'The request says nobody, or nobody known, as its sender',
    example: { code: 'unauthorized', message: 'a bearer token is needed' },
    headers: ['WWW-Authenticate'],
    required: ['WWW-Authenticate'],
  },
  403: {
    description: 'The sender may not do this',
    example: { code: 'forbidden', message: 'the token lacks a scope' },
  },
  404: { description: 'There is no such resource', example: { code: 'not-found', message: 'there is nothing here' } },
  405: {
    description: 'The resource has no such method; `Allow` lists those that it has',
    example: { code: 'method-not-allowed', message: 'this resource has no TRACE; it has GET, HEAD, OPTIONS' },
    headers: ['Allow'],
    required: ['Allow'],
  },
  406: {
    description: 'The resource has no format that `Accept` allows; the error lists those that it has',
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
  409: { description: 'The request conflicts with the present state of the resource', example: { code: 'conflict' } },
  412: {
    description: 'The resource has changed since the version that the request names',
    example: {
      code: 'precondition-failed',
      message: 'the resource has changed since the version that the request names',
    },
  },
  413: { description: 'The body is too long', example: { code: 'content-too-large' } },
  415: {
    description:
      'The body is in a format, a charset or a content coding that is not read here; `Accept` lists the formats',
    example: {
      code: 'unsupported-media-type',
      message: 'a body of text/plain is not read here; expected one of application/json, application/xml',
    },
    headers: ['Accept', 'Accept-Encoding'],
  },
  428: {
    description: 'The request has to say in `If-Match` which version it means to change',
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
  500: { description: 'The service failed; nothing about why is told', example: { code: 'unexpected-error' } },
  503: {
    description: 'The service cannot answer at the moment',
    example: { code: 'service-unavailable', message: 'the request took too long' },
    headers: ['Retry-After'],
  },
}

/** What of its surroundings is told with a failure. */
export interface FailureSurroundings {
  /** Whether the path has a PATCH that says which media types it takes (RFC 5789 §3.1). */
  readonly patches: boolean
  /** Whether what is read has nothing that `If-Match` could name. */
  readonly hasNoVersion: boolean
}

const unversioned: FailureText = {
  description: 'The request names a version with `If-Match`, and the resource has none',
  example: texts[412]?.example ?? {},
}

/** What is told about the failures of a status. */
export function failureText(
  status: number,
  { bodyLimit, method }: Pick<Operation, 'bodyLimit' | 'method'>,
  { patches, hasNoVersion }: FailureSurroundings,
): FailureText {
  const known = texts[status] ?? { description: reasonPhrase(status), example: {} }
  const { headers = [], required = [] } = known
  // no failure of the service is stored
  const text = status < 500 ? known : { ...known, headers: [...headers, 'Cache-Control'] }
  if (status === 405 && patches) {
    return { ...text, headers: [...headers, 'Accept-Patch'], required: [...required, 'Accept-Patch'] }
  }
  if (status === 415 && method === 'PATCH') {
    const message = 'a body of text/plain is not read here; expected one of application/merge-patch+json'
    return { ...text, example: { ...text.example, message }, headers: [...headers, 'Accept-Patch'] }
  }
  if (status === 412 && hasNoVersion) return unversioned
  if (status !== 413) return text
  const message = `the body is larger than ${bodyLimit} bytes`
  return { description: `The body is longer than ${bodyLimit} bytes`, example: { ...text.example, message } }
}

/** What decides which failures an operation can have of itself. */
export interface FailureConditions {
  readonly operation: Operation
  readonly hasPathParameters: boolean
  /** Whether conditions may put a 412 in the place of what is read. */
  readonly isJudged: boolean
  /** Whether a caller has to be known, and to have scopes. */
  readonly secured: 'no' | 'yes' | 'scopes'
}

/** The statuses of failures that an operation can have without its endpoint's doing, those of its path included. */
export function automaticFailures({ operation, ...conditions }: FailureConditions): readonly number[] {
  const { contract, timeout } = operation
  const { hasPathParameters, isJudged, secured } = conditions
  const when = (status: number, condition: boolean): number[] => (condition ? [status] : [])
  return [
    400, // the query is read whether the contract names parameters or not
    ...when(401, secured !== 'no'),
    ...when(403, secured === 'scopes'),
    ...when(404, hasPathParameters),
    405,
    406,
    ...when(408, timeout !== undefined && contract.body !== undefined),
    ...when(412, isJudged || contract.requireIfMatch === true),
    ...when(413, contract.body !== undefined),
    ...when(415, contract.body !== undefined),
    ...when(428, contract.requireIfMatch === true),
    500,
    ...when(503, timeout !== undefined),
  ]
}
