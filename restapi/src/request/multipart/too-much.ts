import type { HttpError } from '../../outcomes/http-error.js'
import { ownError } from '../../outcomes/own-error.js'

/** Returns the 413 for an upload beyond a limit. @param what says which limit: `a file is larger than 10 bytes` */
export function tooMuch(what: string): HttpError<413> {
  return ownError('content-too-large', `the upload is too large: ${what}`)
}
