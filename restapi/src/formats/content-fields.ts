import { type Field, type Fields, mergeVary, setField } from '../http/fields.js'
import type { Codec } from './codec.js'

/** Adds the fields of a codec to those of an answer. They replace fields of the same name. */
export function withCodecFields(fields: Fields, { fields: own }: Codec): Fields {
  if (own === undefined) return fields
  return Object.entries(own).reduce<Fields>((all, [name, value]) => setField(all, name, value), fields)
}

/**
 * Adds the fields that every answer has: `Vary: Accept`, since another `Accept` may get another answer, even an error or an empty one
 * (RFC 9110 §12.5.5), and `X-Content-Type-Options: nosniff`, so that browsers do not guess the media type.
 *
 * @param mediaType the `Content-Type`; `undefined` when there is no content
 */
export function withContentFields(fields: Fields, mediaType: string | undefined): Fields {
  if (fields.length > 0) return withOwnFields(fields, mediaType)
  return mediaType === undefined ? always : [{ name: 'Content-Type', value: mediaType }, varyAccept, nosniff]
}

const varyAccept = { name: 'Vary', value: 'Accept' }
const nosniff = { name: 'X-Content-Type-Options', value: 'nosniff' }
const always: Fields = [varyAccept, nosniff]

function withOwnFields(fields: Fields, mediaType: string | undefined): Fields {
  const all: Field[] = mediaType === undefined ? [] : [{ name: 'Content-Type', value: mediaType }]
  let vary: Field = varyAccept
  for (const field of fields) {
    const name = field.name.toLowerCase()
    if (name === 'vary') vary = { name: 'Vary', value: mergeVary('Accept', [field.value].flat().join(', ')) }
    else if (name !== 'x-content-type-options') all.push(field)
  }
  all.push(vary, nosniff)
  return all
}
