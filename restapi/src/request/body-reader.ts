import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { checkStructure } from '../formats/check-structure.js'
import { type Codec, canDecode, type DecodeContext, type DecodeStreamContext } from '../formats/codec.js'
import { withBigints } from '../formats/exact-json.js'
import { type SupportedMediaType, supportedMediaTypes } from '../formats/supported-media-type.js'
import { type HttpRequest, hasBody, hasContent } from '../http/http.js'
import { parseMediaType } from '../http/media-type.js'
import {
  malformedContent,
  missingContentType,
  unsupportedBodyType,
  unsupportedCharset,
} from '../outcomes/body-errors.js'
import type { HttpError } from '../outcomes/http-error.js'
import type { Shape } from '../schema/shape.js'
import { fieldsReader } from '../text/form-fields.js'
import { isRecord } from '../text/url-encoded-fields.js'
import { BoundedCache } from '../values/bounded-cache.js'
import { readBody } from './body.js'
import { bodyCodec, isStreamed, noBodyCodec } from './body-codec.js'
import { streamBody } from './body-stream.js'
import { bytesReadBefore, filesReadBefore, isForm, withFiles } from './earlier-parser.js'
import { form, urlEncoded } from './form.js'
import type { Limits } from './limits.js'
import { orMalformed } from './or-malformed.js'
import { onEnd } from './request-end.js'

/** A parsed `Content-Type`, with the codec that reads such content. */
interface Reading {
  readonly codec: Codec
  readonly mediaType: string
  readonly parameters: ReadonlyMap<string, string>
  readonly charset: string | undefined
}

/** A body: its value, and its bytes if they are kept. */
export interface Body {
  readonly value: unknown
  readonly bytes: Uint8Array | undefined
}

/** The longest `Content-Type` that is remembered, in characters. */
const longestKnown = 200

/** Reads request bodies with the codecs of an end-ware that can read. */
export class BodyReader {
  readonly #codecs: readonly Codec[]
  readonly #limits: Limits
  /** The media types that the contract allows; `undefined` for all that the codecs read. */
  readonly #consumes: readonly string[] | undefined
  /** Readings by the value of `Content-Type`: clients repeat a few values. */
  readonly #known = new BoundedCache<Reading>(100)
  #forQueries: BodyReader | undefined

  constructor(codecs: readonly Codec[], limits: Limits, consumes?: readonly string[]) {
    this.#codecs = codecs.filter(canDecode)
    this.#limits = limits
    this.#consumes = consumes
  }

  /** The media types that a body may have, aliases included. A 415 lists them. */
  get accepted(): readonly string[] {
    return this.#consumes ?? this.#codecs.flatMap((each) => each.mediaTypes)
  }

  /** The longest body that is read in the first format, in bytes. */
  get limit(): number {
    return this.#limitOf(this.reads[0]?.codec)
  }

  /** The media types that are read, each with its aliases. */
  get reads(): readonly SupportedMediaType[] {
    if (this.#consumes === undefined) return supportedMediaTypes(this.#codecs)
    return this.#consumes.flatMap((mediaType) => {
      const codec = this.#codecFor(mediaType)
      return codec === undefined ? [] : [{ mediaType, aliases: [], codec }]
    })
  }

  /** The reader for QUERY, whose content may be a form as well, without a codec for forms. */
  get forQueries(): BodyReader {
    if (this.#forQueries !== undefined) return this.#forQueries
    const forms = form()
    const isComplete = this.#consumes !== undefined || forms.mediaTypes.every((each) => this.#codecFor(each))
    this.#forQueries = isComplete ? this : new BodyReader([...this.#codecs, forms], this.#limits)
    return this.#forQueries
  }

  /** A reader of these media types alone. @throws TypeError for one that no codec reads */
  onlyFor(consumes: readonly string[]): BodyReader {
    for (const mediaType of consumes) {
      if (this.#codecFor(mediaType) === undefined) throw noBodyCodec(mediaType)
    }
    return new BodyReader(this.#codecs, this.#limits, consumes)
  }

  /** Returns a reader without the codecs that read from a stream: the bytes of such a body are never together in memory. @throws TypeError if none is left */
  withBytes(): BodyReader {
    const whole = this.#codecs.filter((codec) => !isStreamed(codec))
    const consumes = this.#consumes?.filter((mediaType) => whole.includes(this.#codecFor(mediaType) as Codec))
    const isEmpty = whole.length === 0 || consumes?.length === 0
    if (isEmpty) throw new TypeError("the contract's rawBody needs a format that is read as a whole, such as JSON")
    return new BodyReader(whole, this.#limits, consumes)
  }

  /**
   * Returns the value of the body; `undefined` when the request has none. If an earlier middleware has read the body, the value is
   * `request.body`; text and bytes there are decoded. A QUERY always has content. A form of no length has no fields.
   *
   * @param response Temporary files are kept until it ends.
   * @param permit Runs before the first byte is read, after the refusals that need the header section alone. May throw.
   * @throws HttpError 415, 413 or 400, in this order; 400 first for a QUERY without `Content-Type` (RFC 10008 §2.1)
   */
  async read(
    request: HttpRequest,
    response: ServerResponse,
    shape: Shape | undefined,
    permit?: () => unknown,
  ): Promise<unknown> {
    this.#checkQuery(request)
    if (isReadBefore(request)) return this.#readBefore(request, response, shape)
    if (!this.#hasContent(request)) return undefined
    const reading = this.#readingOf(request)
    const { codec } = reading
    const limit = this.#limitOf(codec)
    if (isStreamed(codec)) {
      const decode = (content: Readable): Promise<unknown> => this.#decodeStream(reading, content, shape, response)
      return streamBody(request, response, limit, permit, decode)
    }
    return this.#decode(reading, await readBody(request, limit, permit), shape, response)
  }

  /** Returns the value of the body with its bytes, without its content coding. @throws Error if an earlier middleware read the body and kept no bytes */
  async readWithBytes(
    request: HttpRequest,
    response: ServerResponse,
    shape: Shape | undefined,
    permit?: () => unknown,
  ): Promise<Body> {
    this.#checkQuery(request)
    if (isReadBefore(request)) {
      const bytes = bytesReadBefore(request)
      return { value: await this.#readBefore(request, response, shape), bytes }
    }
    if (!this.#hasContent(request)) return { value: undefined, bytes: new Uint8Array() }
    const reading = this.#readingOf(request)
    const bytes = await readBody(request, this.#limitOf(reading.codec), permit)
    return { value: await this.#decode(reading, bytes, shape, response), bytes }
  }

  /** Reports whether there is content to read. That of a form has no length if nothing is filled in: browsers then send `Content-Length: 0`. */
  #hasContent(request: HttpRequest): boolean {
    if (hasContent(request)) return true
    const { 'content-type': field = '', 'content-length': length } = request.headers
    const name = length === undefined ? undefined : parseMediaType(field)?.name
    return name === urlEncoded && this.#codecFor(name) !== undefined
  }

  /** RFC 10008 §2: a QUERY without `Content-Type` must fail. */
  #checkQuery({ method, headers }: HttpRequest): void {
    if (method === 'QUERY' && !headers['content-type']) throw missingContentType(this.accepted)
  }

  #limitOf(codec: Codec | undefined): number {
    return codec?.bodyBytes ?? this.#limits.bodyBytes
  }

  /** Returns the value of a body that an earlier middleware has read. */
  async #readBefore(request: HttpRequest, response: ServerResponse, shape: Shape | undefined): Promise<unknown> {
    const files = isForm(request) ? await filesReadBefore(request) : undefined
    // Some parsers leave null for a request without a body, too.
    const isNull = request.body === null && files === undefined && hasBody(request)
    const body = isNull ? null : (request.body ?? (files?.length ? {} : undefined))
    if (body === undefined) {
      if (!hasBody(request)) return undefined
      throw new Error(
        request.readableDidRead
          ? 'an earlier middleware read the body and kept nothing of it in request.body'
          : 'the request is no stream: give the mock of a request its body as request.body',
      )
    }
    if (typeof body === 'string') {
      // The earlier middleware has decoded the text from its charset.
      return this.#decode({ ...this.#readingOf(request), charset: 'utf-8' }, Buffer.from(body), shape, response)
    }
    if (body instanceof Uint8Array) return this.#decode(this.#readingOf(request), body, shape, response)
    if (this.#consumes !== undefined) this.#readingOf(request) // The other parser may accept a type that the contract does not.
    return orMalformed(() => {
      checkStructure(body, this.#limits.bodyDepth)
      return files !== undefined && isRecord(body)
        ? fieldsReader(shape)(withFiles(body, files))
        : withBigints(body, shape)
    })
  }

  #decode(reading: Reading, content: Uint8Array, shape: Shape | undefined, response: ServerResponse): unknown {
    const { codec } = reading
    if (isStreamed(codec)) return this.#decodeStream(reading, Readable.from([content]), shape, response)
    return orMalformed(() => codec.decode?.(content, this.#context(reading, shape)), codec.charsets)
  }

  async #decodeStream(
    reading: Reading,
    content: Readable,
    shape: Shape | undefined,
    response: ServerResponse,
  ): Promise<unknown> {
    const { codec, parameters } = reading
    const context: DecodeStreamContext = {
      ...this.#context(reading, shape),
      parameters,
      onEnd: (release) => onEnd(response, release),
    }
    try {
      return await codec.decodeStream?.(content, context)
    } catch (cause) {
      throw cause instanceof SyntaxError ? malformedContent(cause.message, cause) : cause
    }
  }

  #context({ mediaType, charset }: Reading, shape: Shape | undefined): DecodeContext {
    return { mediaType, shape, maxDepth: this.#limits.bodyDepth, charset }
  }

  /** Returns the reading of `Content-Type`. @throws HttpError 415 */
  #readingOf({ headers, method = '' }: HttpRequest): Reading {
    const field = headers['content-type']
    if (field === undefined) throw this.#unsupported(undefined, method)
    // Each multipart body has a new boundary.
    const mayRepeat = field.length <= longestKnown && !field.startsWith('multipart/')
    return mayRepeat ? this.#known.get(field, () => this.#readingFor(field, method)) : this.#readingFor(field, method)
  }

  #readingFor(field: string, method: string): Reading {
    const contentType = parseMediaType(field)
    const codec = contentType && this.#codecFor(contentType.name)
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

  #codecFor(mediaType: string): Codec | undefined {
    if (this.#consumes?.includes(mediaType) === false) return undefined
    return bodyCodec(this.#codecs, mediaType)
  }
}

/** Reports whether the body cannot be read from the request: an earlier middleware has read it, or the request is a mock and no stream. */
function isReadBefore({ readableDidRead }: HttpRequest): boolean {
  return readableDidRead !== false
}
