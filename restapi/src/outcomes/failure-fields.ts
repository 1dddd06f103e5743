import type { ServerResponse } from 'node:http'
import { type Field, type Fields, fieldValue, withField } from '../http/fields.js'
import { failureBounds } from './failure-bounds.js'

/**
 * Fields that describe the content of a success or how long to cache it. On a failure they are wrong: a shared cache would serve a 404
 * for hours, and a client would inflate plain text.
 */
const successFields = [
  'Accept-Ranges',
  'Cache-Control',
  'CDN-Cache-Control', // RFC 9213 §3.1: outranks `Cache-Control`
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
  'Surrogate-Control',
] as const

/** Removes the fields that earlier middleware has set for a success. Fields for every answer stay, such as those of CORS. */
export function dropSuccessFields(response: ServerResponse): void {
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
