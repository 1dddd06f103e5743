import { noFields, setField } from '../http/fields.js'
import { parseMediaType } from '../http/media-type.js'
import { type Codec, canDecode } from './codec.js'

/** Checks codecs and their header fields when they are wired. @throws TypeError that names the codec and the fault */
export function checkCodecs(codecs: readonly Codec[]): void {
  if (!Array.isArray(codecs as unknown)) throw new TypeError('codecs must be an array, such as [json(), xml()]')
  const seen = new Set<string>()
  for (const codec of codecs) {
    if (typeof codec === 'function')
      throw new TypeError('a codec must be an object; got a function: write codecs: [json(), xml()]')
    const { name, mediaTypes } = codec
    if (typeof name !== 'string' || !Array.isArray(mediaTypes) || !(codec.encode || canDecode(codec))) {
      throw new TypeError('a codec must have a name, mediaTypes, and encode, decode or decodeStream')
    }
    if (mediaTypes.length === 0) throw new TypeError(`the codec '${name}' must have a media type`)
    for (const mediaType of mediaTypes) {
      if (parseMediaType(mediaType)?.name === mediaType) continue
      throw new TypeError(
        `a media type of the codec '${name}' must be in lower case and without parameters; got '${mediaType}'`,
      )
    }
    const { bodyBytes } = codec
    if (bodyBytes !== undefined && !(Number.isSafeInteger(bodyBytes) && bodyBytes > 0)) {
      throw new TypeError(`bodyBytes of the codec '${name}' must be a positive integer; got ${String(bodyBytes)}`)
    }
    if (codec.failures !== undefined) checkCodecs([codec.failures])
    for (const [field, value] of Object.entries(codec.fields ?? {})) setField(noFields, field, value)
    for (const key of [name, ...mediaTypes]) {
      if (seen.has(key)) throw new TypeError(`two codecs have the name or media type '${key}'`)
      seen.add(key)
    }
  }
}
