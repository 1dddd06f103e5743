import type { ServerResponse } from 'node:http'
import { type Field, type Fields, fieldValue, withField } from '../http/fields.js'
import { failureBounds } from './failure-bounds.js'

/**
 * Fields that describe the content of a success, or say how long it is kept. What follows them is wrong of a failure: a shared cache
 * would serve a 404 for hours, and a client would inflate plain text.
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
  'Content-Type', // which an answer without content has none of
  'ETag',
  'Expires',
  'Last-Modified',
  'Repr-Digest', // RFC 9530
  'Surrogate-Control',
] as const

/** Removes from a response what earlier middleware has set for a success. Fields that hold for every answer stay, such as those of CORS. */
export function dropSuccessFields(response: ServerResponse): void {
  for (const name of successFields) response.removeHeader(name)
}

const noStore: Field = { name: 'Cache-Control', value: 'no-store' }

/** The fields of an answer with this status: no cache keeps a 5xx (RFC 9111 §5.2.2.5), unless the failure itself says how long. */
export function withNoStore(status: number, fields: Fields): Fields {
  return status < 500 || fieldValue(fields, 'cache-control') !== undefined ? fields : withField(fields, noStore)
}

/** The fields of a failure that fit into its bound, in their order. */
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
