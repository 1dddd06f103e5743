import { type Fields, noFields } from '../http/fields.js'
import type { Codec } from './codec.js'
import { withCodecFields, withContentFields } from './content-fields.js'

/** A codec under one of its media types: the result of negotiation. */
export class Format {
  readonly codec: Codec
  readonly mediaType: string
  /** The `Content-Type` of text, which is always UTF-8 and says so, since some clients would guess (RFC 9110 §8.3.2). */
  readonly #textType: string
  /** The header fields of text in this format without further fields. They are made once, because most answers have no others. */
  readonly #fields: Fields
  #problem: Format | undefined

  constructor(codec: Codec, mediaType = firstMediaType(codec)) {
    this.codec = codec
    this.mediaType = mediaType
    this.#textType = `${mediaType}; charset=utf-8`
    this.#fields = withContentFields(withCodecFields(noFields, codec), this.#textType)
  }

  /** The format of problems: the same codec under its `problemType`. */
  get problem(): Format {
    this.#problem ??= new Format(this.codec, this.codec.problemType ?? this.mediaType)
    return this.#problem
  }

  /** Returns the fields of an answer with this content: `own`, those of the codec and those that every answer has. */
  fieldsOf(content: string | Uint8Array, own: Fields): Fields {
    const isText = typeof content === 'string'
    if (own.length === 0 && isText) return this.#fields
    return withContentFields(withCodecFields(own, this.codec), isText ? this.#textType : this.mediaType)
  }
}

/** Returns the default media type of a codec. @throws TypeError when it has none */
export function firstMediaType(codec: Codec): string {
  const [first] = codec.mediaTypes
  if (first === undefined) throw new TypeError(`the codec '${codec.name}' must have a media type`)
  return first
}
