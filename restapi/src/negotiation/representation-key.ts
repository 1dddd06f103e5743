import type { Format } from '../formats/format.js'

/**
 * Returns the part of an `ETag` that tells apart the representations of one version (RFC 9110 §8.8.3).
 *
 * @param format `undefined` for content that is not negotiated
 * @param codings the content codings that the client allows, when a middleware compresses answers: see `codingsOf`
 */
export function representationKey(format: Format | undefined, codings: string | undefined): string {
  const key = format === undefined ? 'content' : formatKey(format)
  return codings === undefined ? key : `${key};${codings}`
}

function formatKey({ codec, mediaType }: Format): string {
  return mediaType === codec.mediaTypes[0] ? codec.name : mediaType.replace('/', '-')
}
