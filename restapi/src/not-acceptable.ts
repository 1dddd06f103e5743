import { HttpError } from './http-error.js'

/** 406 (RFC 9110 §15.5.7), which lists what there is. */
export function notAcceptable(available: readonly string[]): HttpError<406> {
  return new HttpError(406, `none of the formats in Accept is available; there is ${available.join(', ')}`, {
    code: 'not-acceptable',
    properties: { available },
  })
}
