import { withCodecFields, withContentFields } from '../formats/content-fields.js'
import type { Format } from '../formats/format.js'
import { isConditional, isRead, judgeRead } from '../http/conditions.js'
import { type Fields, fieldValue, isBrowserPolicy } from '../http/fields.js'
import { failureOf } from '../outcomes/failure.js'
import { conditionNotMet } from '../outcomes/precondition.js'
import type { FailureReply, FileReply, RenderableReply } from '../outcomes/reply.js'
import type { Answer } from './answer.js'
import { renderFailure } from './render-failure.js'
import type { Rendering } from './rendering.js'

/** A reply that is neither a failure nor a file. */
export type SuccessReply = Exclude<RenderableReply, FailureReply | FileReply>

/** Returns the 304 or 412 that the conditions of a read require, only in place of a success. @see RFC 9110 §13.2.1 */
export function conditionalAnswer(
  reply: SuccessReply | FileReply,
  fields: Fields,
  rendering: Rendering,
): Answer | undefined {
  const { method, conditions } = rendering.exchange
  if (reply.status >= 300 || !isConditional(conditions) || !isRead(method)) return undefined
  const tag = fieldValue(fields, 'etag')?.toString()
  const lastModified = fieldValue(fields, 'last-modified')?.toString()
  const verdict = judgeRead(conditions, { tag, lastModified })
  if (verdict === 'failed') return renderFailure(failureOf(conditionNotMet()), rendering)
  return verdict === 'fulfilled' ? undefined : notModified(reply, fields, rendering)
}

/** The fields that a 304 keeps for caches. @see RFC 9110 §15.4.5 */
const keptOnNotModified = /^(?:cache-control|content-location|date|etag|expires|vary)$/i

/**
 * Returns the 304 in the place of an answer. It keeps the fields that protect browsers. Without them, a cache would replace its own by
 * those that middleware sets for all answers (RFC 9111 §3.2).
 */
function notModified(reply: SuccessReply | FileReply, fields: Fields, { choice }: Rendering): Answer {
  const all = withFormatFields(fields, reply, choice.format)
  const isDated = fieldValue(fields, 'etag') === undefined
  const own = all.filter(
    ({ name }) =>
      keptOnNotModified.test(name) || isBrowserPolicy(name) || (isDated && name.toLowerCase() === 'last-modified'),
  )
  return { status: 304, fields: withContentFields(own, undefined), content: undefined }
}

/** Returns the fields with those that the codec adds to all its content, streams included. */
export function withFormatFields(own: Fields, reply: SuccessReply | FileReply, negotiated: Format): Fields {
  const format = ownFormat(reply, negotiated)
  return format === undefined ? own : withCodecFields(own, format.codec)
}

/** Returns the format of the content; `undefined` for ready content, which is the same in all formats. */
export function ownFormat(reply: SuccessReply | FileReply, format: Format): Format | undefined {
  return reply.kind === 'value' || (reply.kind === 'stream' && reply.isNegotiated) ? format : undefined
}
