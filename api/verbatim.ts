import type { Codec } from '@endware/restapi'

/** Returns a codec that writes text unchanged as one media type. Failures use the other formats of the service. */
export function verbatim(name: string, mediaType: string): Codec {
  return { name, mediaTypes: [mediaType], valuesOnly: true, encode: String }
}
