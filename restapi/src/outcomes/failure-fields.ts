import type { ServerResponse } from 'node:http'
import { type Field, type Fields, fieldValue, withField } from '../http/fields.js'
import { listMembers } from '../http/list-members.js'
import { failureBounds } from './failure-bounds.js'

/** Fields that say how long to cache a success. A failure must not have them: a shared cache would serve a 404 for hours. */
const cachingFields = [
  'Cache-Control',
  'CDN-Cache-Control', // RFC 9213 §3.1: outranks `Cache-Control`
  'Surrogate-Control',
] as const

/** Directives that only forbid, and so hold for every answer. @see RFC 9111 §5.2.2 */
const forbidding = /^(?:no-store|no-cache|private)$/i

/** Fields that describe the content of a success, or its age. On a failure they are wrong: a client would inflate plain text. */
const successFields = [
  'Accept-Ranges',
  'Content-Digest', // RFC 9530
  'Content-Disposition',
  'Content-Encoding',
  'Content-Language',
  'Content-Range',
  'Content-Type', // an answer without content has none
  'ETag',
  'Expires',
  'Last-Modified',
  'Repr-Digest', // RFC 9530
] as const

/**
 * Removes the fields that earlier middleware has set for a success. Fields for every answer stay, such as those of CORS and
 * `Cache-Control: no-store`.
 *
 * @see docs/decisions/fields-that-failures-drop.md
 */
export function dropSuccessFields(response: ServerResponse): void {
  for (const name of cachingFields) {
    const field = response.getHeader(name)
    if (field === undefined) continue
    const kept = listMembers(String(field)).filter((directive) => forbidding.test(directive))
    if (kept.length === 0) response.removeHeader(name)
    else response.setHeader(name, kept.join(', '))
  }
  for (const name of successFields) response.removeHeader(name)
}

const noStore: Field = { name: 'Cache-Control', value: 'no-store' }

/** Adds `Cache-Control: no-store` (RFC 9111 §5.2.2.5) for a 5xx, unless `fields` already has a `Cache-Control`. */
export function withNoStore(status: number, fields: Fields): Fields {
  return status < 500 || fieldValue(fields, 'cache-control') !== undefined ? fields : withField(fields, noStore)
}

/** Returns the fields that fit into `failureBounds.fields`, in their order. */
export function boundedFields(fields: Fields): Fields {
  let room: number = failureBounds.fields
  const kept = fields.filter(({ name, value }) => {
    const values = typeof value === 'string' ? [value] : value
    const size = values.reduce((sum, each) => sum + name.length + each.length + 4, 0)
    if (size > room) return false
    room -= size
    return true
  })
  return kept.length === fields.length ? fields : Object.freeze(kept)
}
