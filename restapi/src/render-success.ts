import { createHash } from 'node:crypto'
import { isConditional, judgeRead } from './conditions.js'
import { contentType, withCodecFields, withContentFields } from './content-fields.js'
import { encodeWith } from './encode-with.js'
import { entityTag } from './entity-tag.js'
import { type Fields, fieldValue, setField } from './fields.js'
import { pageContext } from './page-context.js'
import { preconditionFailed } from './precondition.js'
import type { Rendering } from './render.js'
import type { Rendered } from './rendered.js'
import type { FailureReply, RenderableReply } from './reply.js'
import { representationKey } from './representation.js'

type SuccessReply = Exclude<RenderableReply, FailureReply>
type Content = Rendered['content']

/**
 * An outcome as content in the negotiated format, or 304 in its place.
 *
 * @throws HttpError 412 when the conditions of a read do not hold
 * @throws whatever the codec throws
 */
export function renderSuccess(reply: SuccessReply, rendering: Rendering): Rendered {
  const tagged = withTag(reply.fields, reply.version, reply, rendering)
  const hashed = isHashed(reply, tagged, rendering)
  const early = hashed ? undefined : judged(reply, tagged, rendering)
  if (early !== undefined) return early
  const { content, mediaType, fields: described = tagged } = contentOf(reply, tagged, rendering)
  const fields = hashed ? withContentTag(described, content, reply, rendering) : described
  const late = hashed ? judged(reply, fields, rendering) : undefined
  return late ?? { status: reply.status, fields: withContentFields(fields, mediaType), content }
}

function contentOf(
  reply: SuccessReply,
  fields: Fields,
  rendering: Rendering,
): { content: Content; mediaType: string | undefined; fields?: Fields } {
  if (reply.kind === 'empty') return { content: undefined, mediaType: undefined }
  if (reply.kind === 'ready') return { content: reply.data, mediaType: reply.mediaType }
  if (reply.kind === 'stream') return { content: reply.stream, mediaType: reply.mediaType }
  const { codec, mediaType } = rendering.format
  const shape = rendering.contract?.responses.get(reply.status)?.shape
  const page = codec.forPeople === true ? pageContext({ ...reply, fields }, rendering) : undefined
  const content = encodeWith(codec, reply.value, { mediaType, kind: 'value', shape, page })
  return { content, mediaType: contentType(mediaType, content), fields: withCodecFields(fields, codec) }
}

/** The fields with the tag of this representation of the version (RFC 9110 §8.8.3). */
function withTag(
  fields: Fields,
  version: string | undefined,
  reply: SuccessReply,
  { format, exchange }: Rendering,
): Fields {
  if (version === undefined) return fields
  return setField(fields, 'ETag', entityTag(version, representationKey(ownFormat(reply, format), exchange.codings)))
}

/** The format that makes this representation another than those in other formats; none where the content is ready. */
function ownFormat(reply: SuccessReply, format: Rendering['format']): Rendering['format'] | undefined {
  return reply.kind === 'value' || (reply.kind === 'stream' && reply.isNegotiated) ? format : undefined
}

/** Whether the tag is made of the content, which has to be there first: where the contract says so and there is no other tag. */
function isHashed({ kind }: SuccessReply, fields: Fields, { contract }: Rendering): boolean {
  const hasContent = kind === 'value' || kind === 'ready'
  return contract?.hashContent === true && hasContent && fieldValue(fields, 'etag') === undefined
}

function withContentTag(
  fields: Fields,
  content: Content,
  reply: SuccessReply,
  { exchange, format }: Rendering,
): Fields {
  if (typeof content !== 'string' && !(content instanceof Uint8Array)) return fields
  const hash = createHash('sha256').update(content).digest('base64url')
  return setField(fields, 'ETag', entityTag(hash, representationKey(ownFormat(reply, format), exchange.codings)))
}

/** What the conditions of a read put in the place of its answer: judged only where that is a success (RFC 9110 §13.2.1). */
function judged(reply: SuccessReply, fields: Fields, { exchange }: Rendering): Rendered | undefined {
  const { method, conditions } = exchange
  if (!isConditional(conditions) || (method !== 'GET' && method !== 'HEAD') || reply.status >= 300) return undefined
  const [tag, lastModified] = [fieldValue(fields, 'etag'), fieldValue(fields, 'last-modified')].map((value) =>
    value?.toString(),
  )
  const verdict = judgeRead(conditions, { tag, lastModified })
  if (verdict === 'failed') throw preconditionFailed()
  return verdict === 'fulfilled' ? undefined : notModified(fields)
}

/** What a 304 keeps: what a cache needs to go on using what it has (RFC 9110 §15.4.5). */
const keptOnNotModified = /^(?:cache-control|content-location|date|etag|expires|vary)$/i

function notModified(fields: Fields): Rendered {
  const kept = fieldValue(fields, 'etag') === undefined ? /^(?:last-modified)$/i : keptOnNotModified
  const own = fields.filter(({ name }) => keptOnNotModified.test(name) || kept.test(name))
  return { status: 304, fields: withContentFields(own, undefined), content: undefined }
}
