import { noFields, setField } from '../http/fields.js'
import { parseMediaType } from '../http/media-type.js'
import type { Codec } from './codec.js'

/** Checks codecs when they are wired, their header fields included. @throws TypeError naming what is wrong with which */
export function checkCodecs(codecs: readonly Codec[]): void {
  if (!Array.isArray(codecs as unknown)) throw new TypeError('codecs is an array, such as [json(), xml()]')
  const seen = new Set<string>()
  for (const codec of codecs) {
    if (typeof codec === 'function') throw new TypeError('a codec was not called: write codecs: [json(), xml()]')
    const { name, mediaTypes } = codec
    if (typeof name !== 'string' || !Array.isArray(mediaTypes) || !(codec.encode || codec.decode)) {
      throw new TypeError('a codec has a name, mediaTypes, and encode where it writes and decode where it reads')
    }
    if (mediaTypes.length === 0) throw new TypeError(`the codec '${name}' has no media type`)
    for (const mediaType of mediaTypes) {
      if (parseMediaType(mediaType)?.name === mediaType) continue
      throw new TypeError(
        `the codec '${name}' has '${mediaType}', which is no lower-case media type without parameters`,
      )
    }
    if (codec.failures !== undefined) checkCodecs([codec.failures])
    for (const [field, value] of Object.entries(codec.fields ?? {})) setField(noFields, field, value)
    for (const key of [name, ...mediaTypes]) {
      if (seen.has(key)) throw new TypeError(`two codecs answer to '${key}'`)
      seen.add(key)
    }
  }
}
