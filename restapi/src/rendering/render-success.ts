import { encodeWith } from '../formats/codec.js'
import { withContentFields } from '../formats/content-fields.js'
import { writesByJson } from '../formats/json.js'
import type { Fields } from '../http/fields.js'
import { withNoStore } from '../outcomes/failure-fields.js'
import type { FileReply, ValueReply } from '../outcomes/reply.js'
import { steps, traced } from '../outcomes/traced-step.js'
import type { Answer } from './answer.js'
import { isTaggedByContent, withContentTag, withTag } from './answer-tag.js'
import { conditionalAnswer, type SuccessReply, withFormatFields } from './conditional-answer.js'
import { pageContext } from './page-context.js'
import { renderFile } from './render-file.js'
import type { Rendering } from './rendering.js'

type Content = Answer['content']

/**
 * Renders a success in the negotiated format, or a 304 in its place.
 *
 * @throws HttpError 412 when the conditions of a read do not hold
 * @throws the error of a codec
 */
export function renderSuccess(reply: SuccessReply | FileReply, rendering: Rendering): Answer {
  if (reply.kind === 'file') return renderFile(reply, rendering)
  const tagged = withTag(reply.fields, reply, rendering)
  if (isTaggedByContent(reply, tagged, rendering)) return renderHashed(reply, tagged, rendering)
  return (
    conditionalAnswer(reply, tagged, rendering) ??
    described(reply, contentOf(reply, tagged, rendering), tagged, rendering)
  )
}

/** Renders a success whose tag is a hash of its content. The content is encoded before the conditions are judged. */
function renderHashed(reply: SuccessReply, fields: Fields, rendering: Rendering): Answer {
  const content = contentOf(reply, fields, rendering)
  const tagged = withContentTag(fields, content, reply, rendering)
  return conditionalAnswer(reply, tagged, rendering) ?? described(reply, content, tagged, rendering)
}

function contentOf(reply: SuccessReply, fields: Fields, rendering: Rendering): Content {
  if (reply.kind === 'empty') return undefined
  if (reply.kind === 'ready') return reply.data
  if (reply.kind === 'stream') return reply.stream
  if (!steps.encode.hasSubscribers) return encoded(reply, fields, rendering)
  return traced(steps.encode, rendering.exchange, () => encoded(reply, fields, rendering))
}

/** Returns the described part of a value in the negotiated format. */
function encoded(reply: ValueReply, fields: Fields, rendering: Rendering): string | Uint8Array {
  const { codec, mediaType } = rendering.choice.format
  const { shape, projection } = rendering.contract?.responses.get(reply.status) ?? {}
  const page = codec.forPeople === true ? pageContext({ ...reply, fields }, rendering) : undefined
  const projected = projection?.project(reply.value, writesByJson(codec))
  const { value, isPlainData } = projected ?? { value: reply.value, isPlainData: false }
  return encodeWith(codec, value, { mediaType, kind: 'value', shape, isPlainData, page })
}

/** Returns the answer with the fields that describe its content. */
function described(reply: SuccessReply, content: Content, given: Fields, { choice }: Rendering): Answer {
  const { kind, status } = reply
  const own = withNoStore(status, given)
  if (kind === 'value') return { status, fields: choice.format.fieldsOf(content as string | Uint8Array, own), content }
  const fields = withFormatFields(own, reply, choice.format)
  return { status, fields: withContentFields(fields, kind === 'empty' ? undefined : reply.mediaType), content }
}
