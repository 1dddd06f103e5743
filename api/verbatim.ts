import type { Codec } from '@endware/restapi'

/** Writes text as it is, as this media type alone; failures take the formats of the service. */
export function verbatim(name: string, mediaType: string): Codec {
  return { name, mediaTypes: [mediaType], valuesOnly: true, encode: String }
}
