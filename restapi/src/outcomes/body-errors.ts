import { acceptedCodings } from '../http/content-coding.js'
import { type Fields, noFields, setField } from '../http/fields.js'
import { cutText } from '../values/cut-text.js'
import { failureBounds } from './failure-bounds.js'
import type { HttpError } from './http-error.js'
import { ownError } from './own-error.js'

/** 413 (RFC 9110 §15.5.14). @param limit bytes */
export function bodyTooLarge(limit: number): HttpError<413> {
  return ownError('content-too-large', `the body is larger than ${limit} bytes`)
}

/** 400 for a body that is not what its `Content-Type` says. @param why completes "the body cannot be read: …" */
export function malformedContent(why: string, cause?: unknown): HttpError<400> {
  return ownError('malformed-content', `the body cannot be read: ${why}`, { cause })
}

/**
 * 415 (RFC 9110 §15.5.16), which says in `Accept` what would do (§12.5.1); for PATCH in `Accept-Patch` (RFC 5789 §3.1).
 *
 * @param accepted media types that are read here
 */
export function unsupportedBodyType(
  contentType: string | undefined,
  accepted: readonly string[],
  method: string,
): HttpError<415> {
  const list = accepted.join(', ')
  const found =
    contentType === undefined
      ? 'the body has no Content-Type'
      : `a body of ${cutText(contentType, failureBounds.name)} is not read here`
  let fields: Fields = setField(noFields, 'Accept', list)
  if (method === 'PATCH') fields = setField(fields, 'Accept-Patch', list)
  return ownError('unsupported-media-type', `${found}; expected one of ${list}`, { fields })
}

/** 415 for a charset that is not read. @param found completes "bodies in …" */
export function unsupportedCharset(found: string, charsets: readonly string[] = ['UTF-8']): HttpError<415> {
  const expected = charsets.join(' or ')
  return ownError(
    'unsupported-charset',
    `bodies in ${cutText(found, failureBounds.name)} are not read here; expected ${expected}`,
  )
}

/** 415 for a content coding that is not undone here (RFC 9110 §15.5.16), which says in `Accept-Encoding` what would do. */
export function unsupportedCoding(coding: string): HttpError<415> {
  return ownError(
    'unsupported-content-coding',
    `the content coding '${cutText(coding, failureBounds.name)}' is not read here; expected one of ${acceptedCodings}`,
    {
      fields: setField(noFields, 'Accept-Encoding', acceptedCodings),
    },
  )
}
