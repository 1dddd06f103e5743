import { createHash } from 'node:crypto'
import type { Format } from '../formats/format.js'
import { entityTag } from '../http/entity-tag.js'
import { type Fields, fieldValue, withField } from '../http/fields.js'
import { representationKey } from '../negotiation/representation-key.js'
import type { Answer } from './answer.js'
import { ownFormat, type SuccessReply } from './conditional-answer.js'
import type { Rendering } from './rendering.js'

/**
 * Returns the fields with the `ETag` of a value that has a version. The tag differs for each format and coding (RFC 9110 §8.8.3). A page
 * gets none, and loses the `Last-Modified` of the value: it shows more than the value.
 */
export function withTag(fields: Fields, reply: SuccessReply, { choice, exchange }: Rendering): Fields {
  const format = ownFormat(reply, choice.format)
  if (isPage(format)) return fields.filter(({ name }) => !/^last-modified$/i.test(name))
  if (reply.version === undefined) return fields
  return withField(fields, {
    name: 'ETag',
    value: entityTag(reply.version, representationKey(format, exchange.codings)),
  })
}

/** Reports whether the tag is a hash of the content: the contract has `etag: 'content'`, and the value has no other tag. */
export function isTaggedByContent(reply: SuccessReply, fields: Fields, { choice, contract }: Rendering): boolean {
  if (contract?.hashContent !== true || isPage(ownFormat(reply, choice.format))) return false
  const hasContent = reply.kind === 'value' || reply.kind === 'ready'
  return hasContent && fieldValue(fields, 'etag') === undefined
}

/** Returns the fields with a hash of the content as `ETag`. A stream gets none. */
export function withContentTag(
  fields: Fields,
  content: Answer['content'],
  reply: SuccessReply,
  { exchange, choice }: Rendering,
): Fields {
  if (typeof content !== 'string' && !(content instanceof Uint8Array)) return fields
  const hash = createHash('sha256').update(content).digest('base64url')
  const key = representationKey(ownFormat(reply, choice.format), exchange.codings)
  return withField(fields, { name: 'ETag', value: entityTag(hash, key) })
}

/** Reports whether the format is an HTML page. */
function isPage(format: Format | undefined): boolean {
  return format?.codec.forPeople === true
}
