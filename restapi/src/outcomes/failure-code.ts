/**
 * The documentation of one of the library's own failures.
 *
 * @example
 * const describe = ({ status, meaning }: FailureMeaning) => `${status}: ${meaning}`
 * describe(failureCodes['path-not-found']) // => '404: no route has this path'
 */
export interface FailureMeaning {
  /** The status of the answer; `undefined` when another status was chosen or sent before the failure. */
  readonly status: number | undefined
  readonly meaning: string
}

/**
 * The closed list of the library's own failures, by the `code` that `onFailure`, envelopes and diagnostics receive. The code of an
 * application's `HttpError` is its reason phrase in kebab-case (`not-found`), unless the error has a `code` of its own.
 *
 * @example
 * failureCodes['not-acceptable'].status // => 406
 */
export const failureCodes = {
  'malformed-query': { status: 400, meaning: 'the query is not properly percent-encoded, or has too many parameters' },
  'missing-content-type': { status: 400, meaning: 'a QUERY has no Content-Type (RFC 10008 §2)' },
  'malformed-content': { status: 400, meaning: 'the body is not what its Content-Type or Content-Encoding says' },
  'request-aborted': { status: 400, meaning: 'the client broke off while it sent the body' },
  'invalid-request': { status: 400, meaning: 'parts of the request do not fit the schemas of the contract' },
  'malformed-credentials': { status: 400, meaning: 'the bearer token in Authorization is malformed, or sent twice' },
  'credentials-required': { status: 401, meaning: 'the request has no credentials for the operation' },
  'invalid-credentials': { status: 401, meaning: 'the credentials are malformed, or `verify` did not accept them' },
  'insufficient-scope': { status: 403, meaning: 'the credentials lack a scope that the contract requires' },
  'path-not-found': { status: 404, meaning: 'no route has this path' },
  'method-not-allowed': { status: 405, meaning: 'a route has this path, but none this method' },
  'not-acceptable': { status: 406, meaning: 'none of the formats that the client asks for can be had' },
  'request-timeout': { status: 408, meaning: 'the body had not arrived at the deadline' },
  'precondition-failed': { status: 412, meaning: 'If-Match, If-None-Match or If-Unmodified-Since does not hold' },
  'content-too-large': { status: 413, meaning: 'the body, inflated, is larger than the limit' },
  'unsupported-media-type': { status: 415, meaning: 'no codec reads the Content-Type of the body' },
  'unsupported-charset': { status: 415, meaning: 'the body is in a charset that its format is not read in' },
  'unsupported-content-coding': { status: 415, meaning: 'the Content-Encoding of the body is not known' },
  'precondition-required': { status: 428, meaning: 'the contract requires If-Match' },
  'request-refused': {
    status: undefined,
    meaning: 'another middleware passed on an error with a status of its own, or an endpoint threw one to be shown',
  },
  'refused-by-server': {
    status: undefined,
    meaning:
      'createServer refused the request before the application, or while its body was read: it is no request of HTTP/1.1, too large or too slow',
  },
  'unexpected-error': { status: 500, meaning: 'an Error that is no HttpError was thrown or returned' },
  'unexpected-throw': { status: 500, meaning: 'something that is no Error was thrown' },
  'invalid-status': { status: 500, meaning: 'an endpoint returned a number that is no final status' },
  'invalid-response': { status: 500, meaning: 'the contract does not describe the answer' },
  'invalid-context': {
    status: 500,
    meaning: 'a provider returned neither an object of names nor a redirect or failure',
  },
  'encode-failed': { status: 500, meaning: 'the codec could not write the value' },
  'envelope-failed': { status: 500, meaning: 'the envelope failed; the default one stands in' },
  'map-error-failed': {
    status: undefined,
    meaning: 'mapError failed or gave no failure; the error is answered without it',
  },
  'messages-failed': {
    status: undefined,
    meaning: 'the function messages failed or gave no text; the message of the library stands in',
  },
  'last-resort': { status: 500, meaning: 'the codec could not even write the failure; the answer is plain text' },
  'write-failed': { status: 500, meaning: 'HTTP cannot carry the answer, or the connection failed under it' },
  timeout: { status: 503, meaning: 'a provider, validation or the endpoint did not settle in time' },
  'stream-failed': { status: undefined, meaning: 'a stream failed after its answer had begun' },
  'late-error': { status: undefined, meaning: 'another middleware failed after its answer had begun' },
  'already-answered': {
    status: undefined,
    meaning: 'something else had answered the request before its endpoint, or while it ran',
  },
} as const satisfies Readonly<Record<string, FailureMeaning>>

/**
 * The code of one of the library's own failures.
 *
 * @example
 * const overload: FailureCode = 'timeout'
 * failureCodes[overload].status // => 503
 */
export type FailureCode = keyof typeof failureCodes
