import type { Format } from '../formats/format.js'

/**
 * What tells the representation in one format, coded as this client allows, from others of the same version.
 *
 * @param format `undefined` for content that is not negotiated
 * @param codings of a middleware that compresses, where there is one: see `codingsOf`
 */
export function representationKey(format: Format | undefined, codings: string | undefined): string {
  const key = format === undefined ? 'content' : formatKey(format)
  return codings === undefined ? key : `${key};${codings}`
}

function formatKey({ codec, mediaType }: Format): string {
  return mediaType === codec.mediaTypes[0] ? codec.name : mediaType.replace('/', '-')
}
