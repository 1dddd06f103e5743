import type { HttpError } from './http-error.js'
import { ownError } from './own-error.js'

/** 406 (RFC 9110 §15.5.7), which lists what there is. */
export function notAcceptable(available: readonly string[]): HttpError<406> {
  return ownError('not-acceptable', `none of the formats in Accept is available; there is ${available.join(', ')}`, {
    properties: { available },
  })
}
