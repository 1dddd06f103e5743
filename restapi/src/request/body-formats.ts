import { type Codec, canDecode } from '../formats/codec.js'
import { type SupportedMediaType, supportedMediaTypes } from '../formats/supported-media-type.js'
import type { HttpRequest } from '../http/http.js'
import { parseMediaType } from '../http/media-type.js'
import { unsupportedBodyType, unsupportedCharset } from '../outcomes/body-errors.js'
import type { HttpError } from '../outcomes/http-error.js'
import { BoundedCache } from '../values/bounded-cache.js'
import { bodyCodec, isStreamed, noBodyCodec } from './body-codec.js'
import { form } from './form.js'

/** A parsed `Content-Type`, with the codec that reads such content. */
export interface BodyFormat {
  readonly codec: Codec
  readonly mediaType: string
  readonly parameters: ReadonlyMap<string, string>
  readonly charset: string | undefined
}

/** The longest `Content-Type` that is remembered, in characters. */
const longestKnown = 200

/** The formats that a body may have. */
export class BodyFormats {
  readonly #codecs: readonly Codec[]
  /** The media types that the contract allows; `undefined` for all that the codecs read. */
  readonly #consumes: readonly string[] | undefined
  /** Formats by the value of `Content-Type`: clients repeat a few values. */
  readonly #known = new BoundedCache<BodyFormat>(100)

  constructor(codecs: readonly Codec[], consumes?: readonly string[]) {
    this.#codecs = codecs.filter(canDecode)
    this.#consumes = consumes
  }

  /** The media types that a body may have, aliases included. A 415 lists them. */
  get accepted(): readonly string[] {
    return this.#consumes ?? this.#codecs.flatMap((each) => each.mediaTypes)
  }

  /** The media types that are read, each with its aliases. */
  get reads(): readonly SupportedMediaType[] {
    if (this.#consumes === undefined) return supportedMediaTypes(this.#codecs)
    return this.#consumes.flatMap((mediaType) => {
      const codec = this.codecFor(mediaType)
      return codec === undefined ? [] : [{ mediaType, aliases: [], codec }]
    })
  }

  /** False for the formats of all bodies, whatever a contract allows. */
  get isRestricted(): boolean {
    return this.#consumes !== undefined
  }

  /** Returns these formats, and forms if they are not restricted: without a codec for forms, too. */
  withForms(): BodyFormats {
    const forms = form()
    const isComplete = this.isRestricted || forms.mediaTypes.every((each) => this.codecFor(each))
    return isComplete ? this : new BodyFormats([...this.#codecs, forms])
  }

  /** Returns the formats with these media types alone. @throws TypeError for one that no codec reads */
  onlyFor(consumes: readonly string[]): BodyFormats {
    for (const mediaType of consumes) {
      if (this.codecFor(mediaType) === undefined) throw noBodyCodec(mediaType)
    }
    return new BodyFormats(this.#codecs, consumes)
  }

  /** Returns the formats that are not read from a stream: the bytes of such a body are never together in memory. @throws TypeError if none is left */
  withoutStreams(): BodyFormats {
    const whole = this.#codecs.filter((codec) => !isStreamed(codec))
    const consumes = this.#consumes?.filter((mediaType) => whole.includes(this.codecFor(mediaType) as Codec))
    const isEmpty = whole.length === 0 || consumes?.length === 0
    if (isEmpty) throw new TypeError("the contract's rawBody needs a format that is read as a whole, such as JSON")
    return new BodyFormats(whole, consumes)
  }

  /** Returns the format of a request, by its `Content-Type`. @throws HttpError 415 */
  formatOf({ headers, method = '' }: HttpRequest): BodyFormat {
    const field = headers['content-type']
    if (field === undefined) throw this.#unsupported(undefined, method)
    // Each multipart body has a new boundary.
    const mayRepeat = field.length <= longestKnown && !field.startsWith('multipart/')
    return mayRepeat ? this.#known.get(field, () => this.#formatFor(field, method)) : this.#formatFor(field, method)
  }

  /** Returns the codec for a media type; `undefined` for one that a body may not have. */
  codecFor(mediaType: string): Codec | undefined {
    if (this.#consumes?.includes(mediaType) === false) return undefined
    return bodyCodec(this.#codecs, mediaType)
  }

  #formatFor(field: string, method: string): BodyFormat {
    const contentType = parseMediaType(field)
    const codec = contentType && this.codecFor(contentType.name)
    if (contentType === undefined || codec === undefined) throw this.#unsupported(field, method)
    const charset = contentType.parameters.get('charset')?.toLowerCase()
    const { charsets } = codec
    if (charsets === undefined && charset !== undefined && !/^(?:utf-?8|us-ascii)$/.test(charset))
      throw unsupportedCharset(charset)
    return { codec, mediaType: contentType.name, parameters: contentType.parameters, charset }
  }

  #unsupported(field: string | undefined, method: string): HttpError<415> {
    return unsupportedBodyType(field, this.accepted, method)
  }
}
