import type { FailureCode } from './failure-code.js'
import { canonicalName, type FieldInput, type Fields, noFields, setField } from './fields.js'
import { type HttpError, isHttpError } from './http-error.js'
import { httpError } from './http-errors.js'
import { isError } from './is-error.js'
import { isProblem, type Problem } from './problem.js'
import { isFailureStatus } from './status.js'

/** A failure on its way to the client: what is shown of it, and what caused it. */
export interface Failure {
  readonly error: HttpError | Problem
  /** What was thrown or returned: for `onFailure`, never for the client. */
  readonly cause: unknown
  /** One of the closed list, `FailureCode`, or that of the application's own error. */
  readonly code: string
}

/**
 * The failure that `thrown` is. `HttpError` and `Problem` keep their status; so does another middleware's error that says
 * it may be shown (`expose`, a 4xx `status`), and a path that cannot be decoded. Anything else is a 500 that shows nothing.
 */
export function failureOf(thrown: unknown): Failure {
  if ((isHttpError(thrown) || isProblem(thrown)) && isFailureStatus(thrown.status))
    return { error: thrown, cause: thrown.cause ?? thrown, code: thrown.code }
  const client = clientFault(thrown)
  if (client !== undefined) {
    return {
      error: httpError(client.status, client.message, { fields: client.fields }),
      cause: thrown,
      code: 'request-refused' satisfies FailureCode,
    }
  }
  const code: FailureCode = isError(thrown) ? 'unexpected-error' : 'unexpected-throw'
  return { error: httpError(500), cause: thrown, code }
}

/** The library's own 500: nothing of `cause` is shown. */
export function internalFailure(code: FailureCode, cause: unknown): Failure {
  return { error: httpError(500), cause, code }
}

function clientFault(thrown: unknown): { status: number; message: string; fields: Fields } | undefined {
  if (!isError(thrown)) return undefined
  const { status, expose, headers } = thrown as { status?: unknown; expose?: unknown; headers?: unknown }
  if (!Number.isInteger(status) || (status as number) < 400 || (status as number) > 499) return undefined
  if (expose === true) return { status: status as number, message: thrown.message, fields: fieldsOf(headers) }
  // Express gives a path that is no percent-encoded UTF-8 as a URIError with status 400 and no `expose`.
  return thrown instanceof URIError
    ? { status: 400, message: 'the path is not properly percent-encoded', fields: noFields }
    : undefined
}

/** The header fields of an error of http-errors and the like, such as `WWW-Authenticate`; those that cannot be set are left out. */
function fieldsOf(headers: unknown): Fields {
  if (typeof headers !== 'object' || headers === null) return noFields
  return Object.entries(headers).reduce<Fields>((fields, [name, value]) => {
    try {
      return setField(fields, canonicalName(name), value as FieldInput)
    } catch {
      return fields
    }
  }, noFields)
}
