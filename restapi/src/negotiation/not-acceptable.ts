import type { HttpError } from '../outcomes/http-error.js'
import { ownError } from '../outcomes/own-error.js'
import type { Choice, Formats } from './formats.js'

/** 406 (RFC 9110 §15.5.7), which lists what there is: media types, or names where one was asked for by name. */
export function notAcceptable({ available, names }: Formats, { reason }: Choice): HttpError<406> {
  const message =
    reason === 'query'
      ? `there is no format of that name; there is ${names.join(', ')}`
      : `none of the formats in Accept is available; there is ${available.join(', ')}`
  return ownError('not-acceptable', message, { properties: { available } })
}
