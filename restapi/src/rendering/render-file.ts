import { withContentFields } from '../formats/content-fields.js'
import { contentRange, selectRange, unsatisfiedRange } from '../http/byte-range.js'
import { holdsIfRange } from '../http/conditions.js'
import { entityTag } from '../http/entity-tag.js'
import { type Fields, fieldValue, withField } from '../http/fields.js'
import { isCompressible } from '../http/file-media-types.js'
import { representationKey } from '../negotiation/representation-key.js'
import { rangeNotSatisfiable } from '../outcomes/client-errors.js'
import { failureOf } from '../outcomes/failure.js'
import type { FileReply } from '../outcomes/reply.js'
import type { Answer } from './answer.js'
import { conditionalAnswer } from './conditional-answer.js'
import { renderFailure } from './render-failure.js'
import type { Rendering } from './rendering.js'

/**
 * Renders the whole file (200), the requested part (206), 304 for a file that the client has, or a refusal (412, 416). A request for several
 * parts gets the whole file. Only GET has parts (RFC 9110 §14.2).
 */
export function renderFile(reply: FileReply, rendering: Rendering): Answer {
  const { method, headers } = rendering.exchange
  const { file, mediaType } = reply
  const requestedRange = method === 'GET' ? headers.range : undefined
  const fields = withFileTag(reply, requestedRange !== undefined, rendering)
  const conditional = conditionalAnswer(reply, fields, rendering)
  if (conditional !== undefined) return conditional
  const whole = withContentFields(withField(fields, { name: 'Accept-Ranges', value: 'bytes' }), mediaType)
  const validators = { tag: textOf(fields, 'etag'), lastModified: textOf(fields, 'last-modified') }
  const isCurrent = holdsIfRange(headers['if-range']?.toString(), validators)
  const range = selectRange(isCurrent ? requestedRange : undefined, file.length)
  if (range === 'unsatisfiable') return unsatisfiable(file.length, rendering)
  if (range === 'whole')
    return { status: reply.status, fields: whole, content: file.part({ start: 0, length: file.length }) }
  const partial = withField(whole, { name: 'Content-Range', value: contentRange(range, file.length) })
  return { status: 206, fields: partial, content: file.part(range) }
}

function unsatisfiable(length: number, rendering: Rendering): Answer {
  const error = rangeNotSatisfiable(`the file has ${length} bytes, and none of them is in the range`)
  return renderFailure(failureOf(error.withHeader('Content-Range', unsatisfiedRange(length))), rendering)
}

/**
 * Adds the `ETag` of a file with a version. Middleware may compress a whole file, so the tag names the accepted codings. Two kinds of answer
 * must stay uncompressed and get `no-transform`: a part, because its positions count the bytes of the file; and a file of a type that is
 * compressed already, so that its download can be continued.
 *
 * @see docs/decisions/tags-of-files.md
 */
function withFileTag(
  { fields: given, version, mediaType, isSettled }: FileReply,
  asksForPart: boolean,
  { exchange }: Rendering,
): Fields {
  const isPlain = asksForPart || !isCompressible(mediaType)
  const { codings } = exchange
  const fields = isPlain && codings !== undefined ? withNoTransform(given) : given
  if (version === undefined) return fields
  const tag = entityTag(version, representationKey(undefined, isPlain ? undefined : codings))
  return withField(fields, { name: 'ETag', value: isSettled ? tag : `W/${tag}` })
}

/** Adds `no-transform`, which stops middleware from compressing. @see RFC 9111 §5.2.2.6 */
function withNoTransform(fields: Fields): Fields {
  const before = textOf(fields, 'cache-control')
  return withField(fields, {
    name: 'Cache-Control',
    value: before === undefined ? 'no-transform' : `${before}, no-transform`,
  })
}

function textOf(fields: Fields, name: string): string | undefined {
  return fieldValue(fields, name)?.toString()
}
