import { createHash } from 'node:crypto'
import { encodeWith } from '../formats/codec.js'
import { withContentFields } from '../formats/content-fields.js'
import type { Format } from '../formats/format.js'
import { writesByJson } from '../formats/json.js'
import { entityTag } from '../http/entity-tag.js'
import { type Fields, fieldValue, withField } from '../http/fields.js'
import { representationKey } from '../negotiation/representation-key.js'
import { withNoStore } from '../outcomes/failure-fields.js'
import type { FileReply, ValueReply } from '../outcomes/reply.js'
import { steps, traced } from '../outcomes/traced-step.js'
import type { Answer } from './answer.js'
import { conditionalAnswer, ownFormat, type SuccessReply, withFormatFields } from './conditional-answer.js'
import { pageContext } from './page-context.js'
import { renderFile } from './render-file.js'
import type { Rendering } from './rendering.js'

type Content = Answer['content']

/**
 * An outcome as content in the negotiated format, or 304 in its place.
 *
 * @throws HttpError 412 when the conditions of a read do not hold
 * @throws whatever the codec throws
 */
export function renderSuccess(reply: SuccessReply | FileReply, rendering: Rendering): Answer {
  if (reply.kind === 'file') return renderFile(reply, rendering)
  const tagged = withTag(reply.fields, reply, rendering)
  if (isHashed(reply, tagged, rendering)) return renderHashed(reply, tagged, rendering)
  return (
    conditionalAnswer(reply, tagged, rendering) ??
    described(reply, contentOf(reply, tagged, rendering), tagged, rendering)
  )
}

/** The same where the tag is made of the content, which therefore comes before the conditions are judged. */
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

/** The answer with the fields that describe its content. */
function described(reply: SuccessReply, content: Content, given: Fields, { choice }: Rendering): Answer {
  const { kind, status } = reply
  const own = withNoStore(status, given)
  if (kind === 'value') return { status, fields: choice.format.fieldsOf(content as string | Uint8Array, own), content }
  const fields = withFormatFields(own, reply, choice.format)
  return { status, fields: withContentFields(fields, kind === 'empty' ? undefined : reply.mediaType), content }
}

/** The fields with the tag of this representation of the version (RFC 9110 §8.8.3); on a page, without what the value is compared by. */
function withTag(fields: Fields, reply: SuccessReply, { choice, exchange }: Rendering): Fields {
  const format = ownFormat(reply, choice.format)
  if (isPage(format)) return fields.filter(({ name }) => !/^last-modified$/i.test(name))
  if (reply.version === undefined) return fields
  return withField(fields, {
    name: 'ETag',
    value: entityTag(reply.version, representationKey(format, exchange.codings)),
  })
}

/** Reports whether the format is an HTML page. A page shows more than the value, so the version and date of the value do not validate it. */
function isPage(format: Format | undefined): boolean {
  return format?.codec.forPeople === true
}

/** Reports whether the tag is a hash of the content: the contract says so and there is no other tag. */
function isHashed(reply: SuccessReply, fields: Fields, { choice, contract }: Rendering): boolean {
  if (contract?.hashContent !== true || isPage(ownFormat(reply, choice.format))) return false
  const hasContent = reply.kind === 'value' || reply.kind === 'ready'
  return hasContent && fieldValue(fields, 'etag') === undefined
}

function withContentTag(
  fields: Fields,
  content: Content,
  reply: SuccessReply,
  { exchange, choice }: Rendering,
): Fields {
  if (typeof content !== 'string' && !(content instanceof Uint8Array)) return fields
  const hash = createHash('sha256').update(content).digest('base64url')
  const key = representationKey(ownFormat(reply, choice.format), exchange.codings)
  return withField(fields, { name: 'ETag', value: entityTag(hash, key) })
}
