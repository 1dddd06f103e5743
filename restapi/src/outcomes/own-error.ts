import { type FailureCode, failureCodes } from './failure-code.js'
import { HttpError, type HttpErrorOptions } from './http-error.js'

type Listed = typeof failureCodes
/** The codes that have a status. */
type StatusCode = { [Code in FailureCode]: Listed[Code]['status'] extends number ? Code : never }[FailureCode]

/** Returns one of the library's own failures, with the status from `failureCodes`. */
export function ownError<const Code extends StatusCode>(
  code: Code,
  message: string,
  options: Omit<HttpErrorOptions, 'code'> = {},
): HttpError<Listed[Code]['status']> {
  return new HttpError<Listed[Code]['status']>(failureCodes[code].status, message, { ...options, code })
}
