import { acceptQuery } from '../http/accept-query.js'
import { acceptedCodings } from '../http/content-coding.js'
import { type Fields, noFields, setField } from '../http/fields.js'
import { cutText } from '../values/cut-text.js'
import { failureBounds } from './failure-bounds.js'
import type { HttpError } from './http-error.js'
import { ownError } from './own-error.js'

/** Returns the media types that a body may have, as the words behind "expected". */
export function choiceOf(accepted: readonly string[]): string {
  return accepted.length === 1 ? String(accepted[0]) : `one of ${accepted.join(', ')}`
}

/** Returns the 413 (RFC 9110 §15.5.14) for a body that is larger than `limit` bytes. */
export function bodyTooLarge(limit: number): HttpError<413> {
  return ownError('content-too-large', `the body is larger than ${limit} bytes`)
}

/** Returns the 400 for a body that does not match its `Content-Type`. @param why completes "the body cannot be read: …" */
export function malformedContent(why: string, cause?: unknown): HttpError<400> {
  return ownError('malformed-content', `the body cannot be read: ${why}`, { cause })
}

/** Returns the 400 (RFC 10008 §2.1) for a QUERY without `Content-Type`. `Accept-Query` lists the supported media types (§3). */
export function missingContentType(accepted: readonly string[]): HttpError<400> {
  const message = `a QUERY needs a Content-Type for its content; expected ${choiceOf(accepted)}`
  return ownError('missing-content-type', message, { fields: acceptQuery(accepted) })
}

/**
 * Returns the 415 (RFC 9110 §15.5.16) for a media type that no codec reads. `Accept` lists the supported ones (§12.5.1); for PATCH,
 * `Accept-Patch` does too (RFC 5789 §3.1), and `Accept-Query` for QUERY (RFC 10008 §3).
 *
 * @param accepted the supported media types
 */
export function unsupportedBodyType(
  contentType: string | undefined,
  accepted: readonly string[],
  method: string,
): HttpError<415> {
  const list = accepted.join(', ')
  const found =
    contentType === undefined || contentType === ''
      ? 'the body has no Content-Type'
      : `a body of ${cutText(contentType, failureBounds.name)} is not read here`
  let fields: Fields = setField(method === 'QUERY' ? acceptQuery(accepted) : noFields, 'Accept', list)
  if (method === 'PATCH') fields = setField(fields, 'Accept-Patch', list)
  return ownError('unsupported-media-type', `${found}; expected ${choiceOf(accepted)}`, { fields })
}

/** Returns the 415 for a charset that the codec does not read. @param found completes "bodies in …" */
export function unsupportedCharset(found: string, charsets: readonly string[] = ['UTF-8']): HttpError<415> {
  const expected = charsets.join(' or ')
  return ownError(
    'unsupported-charset',
    `bodies in ${cutText(found, failureBounds.name)} are not read here; expected ${expected}`,
  )
}

/** Returns the 415 for an unknown content coding (RFC 9110 §15.5.16). `Accept-Encoding` lists the supported ones. */
export function unsupportedCoding(coding: string): HttpError<415> {
  return ownError(
    'unsupported-content-coding',
    `the content coding '${cutText(coding, failureBounds.name)}' is not read here; expected one of ${acceptedCodings}`,
    {
      fields: setField(noFields, 'Accept-Encoding', acceptedCodings),
    },
  )
}
