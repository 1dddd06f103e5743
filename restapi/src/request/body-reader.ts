import { checkStructure } from '../formats/check-structure.js'
import type { Codec } from '../formats/codec.js'
import { withBigints } from '../formats/exact-json.js'
import { type SupportedMediaType, supportedMediaTypes } from '../formats/supported-media-type.js'
import { type HttpRequest, hasBody } from '../http/http.js'
import { parseMediaType } from '../http/media-type.js'
import { malformedContent, unsupportedBodyType, unsupportedCharset } from '../outcomes/body-errors.js'
import { type HttpError, isHttpError } from '../outcomes/http-error.js'
import type { Shape } from '../schema/shape.js'
import { fieldsReader } from '../text/form-fields.js'
import { isRecord } from '../text/url-encoded-fields.js'
import { BoundedCache } from '../values/bounded-cache.js'
import { readBody } from './body.js'
import type { Limits } from './limits.js'

/** A media type that is understood, and who understands it. */
interface Reading {
  readonly decode: NonNullable<Codec['decode']>
  readonly mediaType: string
  readonly charset: string | undefined
  /** The charsets that the codec decides on by itself. */
  readonly charsets: readonly string[] | undefined
}

/** Longer fields are made out anew each time. */
const longestKnown = 200

/** Reads request bodies with the codecs of an end-ware that can read. */
export class BodyReader {
  readonly #codecs: readonly Codec[]
  readonly #limits: Limits
  /** The media types that are read; `undefined` for all that the codecs can. */
  readonly #consumes: readonly string[] | undefined
  /** By `Content-Type`, as clients send it again and again. */
  readonly #known = new BoundedCache<Reading>(100)

  constructor(codecs: readonly Codec[], limits: Limits, consumes?: readonly string[]) {
    this.#codecs = codecs.filter((codec) => codec.decode !== undefined)
    this.#limits = limits
    this.#consumes = consumes
  }

  /** The media types that a body may have, aliases included: what a 415 lists. */
  get accepted(): readonly string[] {
    return this.#consumes ?? this.#codecs.flatMap((each) => each.mediaTypes)
  }

  /** The longest body that is read, in bytes. */
  get limit(): number {
    return this.#limits.bodyBytes
  }

  /** The media types that are read, each with its aliases. */
  get reads(): readonly SupportedMediaType[] {
    if (this.#consumes === undefined) return supportedMediaTypes(this.#codecs)
    return this.#consumes.flatMap((mediaType) => {
      const codec = this.#codecFor(mediaType)
      return codec === undefined ? [] : [{ mediaType, aliases: [], codec }]
    })
  }

  /** A reader of these media types alone. @throws TypeError for one that no codec reads */
  onlyFor(consumes: readonly string[]): BodyReader {
    for (const mediaType of consumes) {
      if (this.#codecFor(mediaType) === undefined)
        throw new TypeError(`no codec reads '${mediaType}', which a contract consumes`)
    }
    return new BodyReader(this.#codecs, this.#limits, consumes)
  }

  /**
   * The value of the body; `undefined` when the request has none. A body that an earlier middleware has read is taken
   * from `request.body`: a value as it is, text and bytes decoded here.
   *
   * @param permit runs before the first byte is read, after all that the header section can be refused for; may throw
   * @throws HttpError 415, 413 or 400, in this order
   */
  async read(request: HttpRequest, shape: Shape | undefined, permit?: () => unknown): Promise<unknown> {
    if (request.readableDidRead) return this.#upstream(request, shape)
    if (!hasBody(request)) return undefined
    const reading = this.#readingOf(request)
    const content = await readBody(request, this.#limits.bodyBytes, permit)
    return this.#decode(reading, content, shape)
  }

  #upstream(request: HttpRequest, shape: Shape | undefined): unknown {
    const { body } = request
    if (body === undefined) {
      if (!hasBody(request)) return undefined
      throw new Error('an earlier middleware read the body and kept nothing of it in request.body')
    }
    if (typeof body === 'string') {
      // what the text was in has been settled by whoever decoded it
      return this.#decode({ ...this.#readingOf(request), charset: 'utf-8' }, Buffer.from(body), shape)
    }
    if (body instanceof Uint8Array) return this.#decode(this.#readingOf(request), body, shape)
    if (this.#consumes !== undefined) this.#readingOf(request) // the other parser may take what the contract does not
    return orMalformed(() => {
      checkStructure(body, this.#limits.bodyDepth)
      return isForm(request) && isRecord(body) ? fieldsReader(shape)(body) : withBigints(body, shape)
    })
  }

  #decode({ decode, mediaType, charset, charsets }: Reading, content: Uint8Array, shape: Shape | undefined): unknown {
    const maxDepth = this.#limits.bodyDepth
    return orMalformed(() => decode(content, { mediaType, shape, maxDepth, charset }), charsets)
  }

  /** Parses `Content-Type` once; what it finds decides everything that follows. */
  #readingOf({ headers, method = '' }: HttpRequest): Reading {
    const field = headers['content-type']
    if (field === undefined) throw this.#unsupported(undefined, method)
    const isWorthIt = field.length <= longestKnown
    return isWorthIt ? this.#known.get(field, () => this.#readingFor(field, method)) : this.#readingFor(field, method)
  }

  #readingFor(field: string, method: string): Reading {
    const contentType = parseMediaType(field)
    const codec = contentType && this.#codecFor(contentType.name)
    if (contentType === undefined || codec?.decode === undefined) throw this.#unsupported(field, method)
    const charset = contentType.parameters.get('charset')?.toLowerCase()
    const { charsets } = codec
    if (charsets === undefined && charset !== undefined && !/^(?:utf-?8|us-ascii)$/.test(charset))
      throw unsupportedCharset(charset)
    return { decode: codec.decode.bind(codec), mediaType: contentType.name, charset, charsets }
  }

  #unsupported(field: string | undefined, method: string): HttpError<415> {
    return unsupportedBodyType(field, this.accepted, method)
  }

  #codecFor(mediaType: string): Codec | undefined {
    if (this.#consumes?.includes(mediaType) === false) return undefined
    const suffix = /\+([^+]+)$/.exec(mediaType)?.[1] // RFC 6838 §4.2.8
    return (
      this.#codecs.find((codec) => codec.mediaTypes.includes(mediaType)) ??
      this.#codecs.find((codec) => suffix !== undefined && codec.suffix === suffix)
    )
  }
}

/** Reports whether what an earlier parser made of the body is text by names (RFC 7578 §4.2), whatever is expected. */
function isForm({ headers }: HttpRequest): boolean {
  const name = parseMediaType(headers['content-type'] ?? '')?.name
  return name === 'application/x-www-form-urlencoded' || name === 'multipart/form-data'
}

function orMalformed<Value>(read: () => Value, charsets?: readonly string[]): Value {
  try {
    return read()
  } catch (cause) {
    if (isHttpError(cause)) throw cause
    if (hasCode(cause, 'unsupported-charset')) throw unsupportedCharset(cause.message, charsets)
    throw malformedContent(cause instanceof SyntaxError ? cause.message : 'it is not what its Content-Type says', cause)
  }
}

function hasCode(cause: unknown, code: string): cause is Error {
  return cause instanceof Error && (cause as { code?: unknown }).code === code
}
