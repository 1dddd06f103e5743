import { type Fields, noFields } from '../http/fields.js'
import type { Codec } from './codec.js'
import { withCodecFields, withContentFields } from './content-fields.js'

/** What negotiation settles: who writes the representation, and as which of its media types. */
export class Format {
  readonly codec: Codec
  readonly mediaType: string
  /** The fields of an answer that is text in this format and has none of its own, as most are. */
  readonly #fields: Fields
  #problem: Format | undefined

  constructor(codec: Codec, mediaType = firstMediaType(codec)) {
    this.codec = codec
    this.mediaType = mediaType
    this.#fields = withContentFields(withCodecFields(noFields, codec), contentType(mediaType, ''))
  }

  /** The same format for a problem, which has a media type of its own. */
  get problem(): Format {
    this.#problem ??= new Format(this.codec, this.codec.problemType ?? this.mediaType)
    return this.#problem
  }

  /** The fields of an answer with this content, besides `own` those that the codec adds and those that every answer has. */
  fieldsOf(content: string | Uint8Array, own: Fields): Fields {
    if (own.length === 0 && typeof content === 'string') return this.#fields
    return withContentFields(withCodecFields(own, this.codec), contentType(this.mediaType, content))
  }
}

/** Text is always UTF-8, and says so: some clients would guess (RFC 9110 §8.3.2). */
function contentType(mediaType: string, content: string | Uint8Array): string {
  return typeof content === 'string' ? `${mediaType}; charset=utf-8` : mediaType
}

/** @throws TypeError for a codec without any */
export function firstMediaType(codec: Codec): string {
  const [first] = codec.mediaTypes
  if (first === undefined) throw new TypeError(`the codec '${codec.name}' has no media type`)
  return first
}
