import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { checkStructure } from '../formats/check-structure.js'
import type { Codec, DecodeContext, DecodeStreamContext } from '../formats/codec.js'
import { withBigints } from '../formats/exact-json.js'
import { type HttpRequest, hasBody, hasContent } from '../http/http.js'
import { parseMediaType } from '../http/media-type.js'
import { malformedContent, missingContentType } from '../outcomes/body-errors.js'
import type { Shape } from '../schema/shape.js'
import { fieldsReader } from '../text/form-fields.js'
import { isRecord } from '../text/url-encoded-fields.js'
import { readBody } from './body.js'
import { isStreamed } from './body-codec.js'
import type { BodyFormat, BodyFormats } from './body-formats.js'
import { streamBody } from './body-stream.js'
import { bytesReadBefore, filesReadBefore, isForm, withFiles } from './earlier-parser.js'
import { urlEncoded } from './form.js'
import type { Limits } from './limits.js'
import { orMalformed } from './or-malformed.js'
import { onEnd } from './request-end.js'

/** A body: its value, and its bytes if they are kept. */
export interface Body {
  readonly value: unknown
  readonly bytes: Uint8Array | undefined
}

/** Reads request bodies. */
export class BodyReader {
  /** The formats that a body may have. */
  readonly formats: BodyFormats
  readonly #limits: Limits
  #forQueries: BodyReader | undefined

  constructor(formats: BodyFormats, limits: Limits) {
    this.formats = formats
    this.#limits = limits
  }

  /** The longest body that is read in the first format, in bytes. */
  get limit(): number {
    return this.#limitOf(this.formats.reads[0]?.codec)
  }

  /** The reader for QUERY, whose content may be a form as well, without a codec for forms. */
  get forQueries(): BodyReader {
    this.#forQueries ??= this.with(this.formats.withForms())
    return this.#forQueries
  }

  /** Returns a reader of these formats, with the same limits. */
  with(formats: BodyFormats): BodyReader {
    return formats === this.formats ? this : new BodyReader(formats, this.#limits)
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
    const format = this.formats.formatOf(request)
    const { codec } = format
    const limit = this.#limitOf(codec)
    if (isStreamed(codec)) {
      const decode = (content: Readable): Promise<unknown> => this.#decodeStream(format, content, shape, response)
      return streamBody(request, response, limit, permit, decode)
    }
    return this.#decode(format, await readBody(request, limit, permit), shape, response)
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
    const format = this.formats.formatOf(request)
    const bytes = await readBody(request, this.#limitOf(format.codec), permit)
    return { value: await this.#decode(format, bytes, shape, response), bytes }
  }

  /** Reports whether there is content to read. That of a form has no length if nothing is filled in: browsers then send `Content-Length: 0`. */
  #hasContent(request: HttpRequest): boolean {
    if (hasContent(request)) return true
    const { 'content-type': field = '', 'content-length': length } = request.headers
    const name = length === undefined ? undefined : parseMediaType(field)?.name
    return name === urlEncoded && this.formats.codecFor(name) !== undefined
  }

  /** RFC 10008 §2: a QUERY without `Content-Type` must fail. */
  #checkQuery({ method, headers }: HttpRequest): void {
    if (method === 'QUERY' && !headers['content-type']) throw missingContentType(this.formats.accepted)
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
      return this.#decode({ ...this.formats.formatOf(request), charset: 'utf-8' }, Buffer.from(body), shape, response)
    }
    if (body instanceof Uint8Array) return this.#decode(this.formats.formatOf(request), body, shape, response)
    if (this.formats.isRestricted) this.formats.formatOf(request) // The other parser may accept a type that the contract does not.
    return orMalformed(() => {
      checkStructure(body, this.#limits.bodyDepth)
      return files !== undefined && isRecord(body)
        ? fieldsReader(shape)(withFiles(body, files))
        : withBigints(body, shape)
    })
  }

  #decode(format: BodyFormat, content: Uint8Array, shape: Shape | undefined, response: ServerResponse): unknown {
    const { codec } = format
    if (isStreamed(codec)) return this.#decodeStream(format, Readable.from([content]), shape, response)
    return orMalformed(() => codec.decode?.(content, this.#context(format, shape)), codec.charsets)
  }

  async #decodeStream(
    format: BodyFormat,
    content: Readable,
    shape: Shape | undefined,
    response: ServerResponse,
  ): Promise<unknown> {
    const { codec, parameters } = format
    const context: DecodeStreamContext = {
      ...this.#context(format, shape),
      parameters,
      onEnd: (release) => onEnd(response, release),
    }
    try {
      return await codec.decodeStream?.(content, context)
    } catch (cause) {
      throw cause instanceof SyntaxError ? malformedContent(cause.message, cause) : cause
    }
  }

  #context({ mediaType, charset }: BodyFormat, shape: Shape | undefined): DecodeContext {
    return { mediaType, shape, maxDepth: this.#limits.bodyDepth, charset }
  }
}

/** Reports whether the body cannot be read from the request: an earlier middleware has read it, or the request is a mock and no stream. */
function isReadBefore({ readableDidRead }: HttpRequest): boolean {
  return readableDidRead !== false
}
