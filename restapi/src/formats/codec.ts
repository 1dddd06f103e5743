import type { Readable } from 'node:stream'
import type { Shape } from '../schema/shape.js'
import type { PageContext } from './page.js'

/**
 * The kind of the content. XML names the root element after it, and problems have a format of their own.
 *
 * @example
 * const prefixes: Record<ContentKind, string> = { value: '', error: 'ERROR ', problem: 'ERROR ' }
 * const encode = (value: unknown, { kind }: EncodeContext) => prefixes[kind] + JSON.stringify(value)
 * const text: Codec = { name: 'text', mediaTypes: ['text/plain'], encode }
 */
export type ContentKind = 'value' | 'error' | 'problem'

/**
 * The context in which a codec writes content.
 *
 * @example
 * const encode = (value: unknown, { kind }: EncodeContext) => `${kind}: ${JSON.stringify(value)}`
 * const text: Codec = { name: 'text', mediaTypes: ['text/plain'], encode }
 */
export interface EncodeContext {
  /** The negotiated media type, one of the codec's `mediaTypes`. It is the `Content-Type`, except that a problem has the `problemType`. */
  readonly mediaType: string
  readonly kind: ContentKind
  /** The shape of the value, if the contract has a schema for it. */
  readonly shape?: Shape | undefined
  /**
   * Reports whether `JSON.stringify` loses nothing of the value: it consists of plain objects, arrays, strings, numbers, booleans, null and
   * dates. It is true only if the contract has a schema for the value. @default false
   */
  readonly isPlainData?: boolean
  /** The answer around the value, for codecs with `forPeople`. */
  readonly page?: PageContext | undefined
}

/**
 * The context in which a codec reads a request body.
 *
 * @example
 * const decode = (content: Uint8Array, { charset }: DecodeContext) => new TextDecoder(charset).decode(content)
 * const text: Codec = { name: 'text', mediaTypes: ['text/plain'], charsets: ['utf-8', 'utf-16le'], decode }
 */
export interface DecodeContext {
  /** The media type of the body, lower-case and without parameters. */
  readonly mediaType: string
  /** The shape of the body, if the schema of the contract has one. */
  readonly shape?: Shape | undefined
  /** The greatest depth of nested arrays and objects. */
  readonly maxDepth: number
  /** The `charset` of `Content-Type`, in lower case; `utf-8` if an earlier middleware has decoded the body. */
  readonly charset?: string | undefined
}

/**
 * The context in which a codec reads a request body from its stream.
 *
 * @example
 * const countBytes = async (content: AsyncIterable<Uint8Array>, { mediaType }: DecodeStreamContext) => {
 *   let bytes = 0
 *   for await (const chunk of content) bytes += chunk.length
 *   return { mediaType, bytes }
 * }
 * const counting: Codec = { name: 'count', mediaTypes: ['application/octet-stream'], decodeStream: countBytes }
 */
export interface DecodeStreamContext extends DecodeContext {
  /** The parameters of `Content-Type` by lower-case name, such as `boundary`. */
  readonly parameters: ReadonlyMap<string, string>
  /**
   * Runs `release` once when the request has ended: its answer has been sent, or its connection has closed. Runs it at once if
   * the request has ended already. Use it to remove temporary files and other things that a value keeps outside of memory.
   */
  readonly onEnd: (release: () => unknown) => void
}

/**
 * The context in which a codec writes a stream.
 *
 * @example
 * async function* encodeEach(values: AsyncIterable<unknown>, { failure }: EncodeEachContext) {
 *   try {
 *     for await (const value of values) yield `${JSON.stringify(value)}\n`
 *   } catch (cause) {
 *     yield `failed: ${JSON.stringify(failure(cause))}\n`
 *   }
 * }
 * const lines: Codec = { name: 'lines', mediaTypes: ['text/plain'], encode: String, encodeEach }
 */
export interface EncodeEachContext extends EncodeContext {
  /**
   * Reports a failure of the stream to `onFailure`, and returns its envelope. Call it only for a format that can express a failure after
   * the status has been sent. Any other codec lets the error pass, and the connection breaks off.
   */
  readonly failure: (cause: unknown) => unknown
}

/**
 * An object that encodes values as content of its media types, decodes content, or both.
 *
 * @example
 * const text: Codec = { name: 'text', mediaTypes: ['text/plain'], encode: (value) => String(value) }
 * const api = endware({ codecs: [json(), text] })
 */
export interface Codec {
  /** A short name, unique among the codecs of an end-ware: `json`, `xml`. */
  readonly name: string
  /** The media types that it writes and reads. The first is the default, the others are aliases. */
  readonly mediaTypes: readonly string[]
  /** The media type of problems (RFC 9457) in this format. @default the first media type */
  readonly problemType?: string
  /** The structured syntax suffix (RFC 6838 §4.2.8), without the plus sign: `json`. The codec also reads media types with this suffix. */
  readonly suffix?: string
  /**
   * The charsets that `decode` reads. `decode` then receives the `charset` of the body, and throws an error with the `code`
   * `unsupported-charset` for any other. @default UTF-8 only
   */
  readonly charsets?: readonly string[]
  /** Set it for a format that cannot express failures. Failures are then written in another format. @default false */
  readonly valuesOnly?: boolean
  /**
   * The codec for failures of a codec with `valuesOnly`, such as plain JSON for media types of your own with the suffix `+json`.
   *
   * @default another codec of the end-ware, chosen by `Accept`
   */
  readonly failures?: Codec
  /**
   * Set it for a format for people, such as HTML pages. The format is then chosen only if `Accept` names one of its media types, never by
   * a wildcard. `encode` receives the whole answer in `page`; therefore the answer has neither the `ETag` of its version nor a
   * `Last-Modified`. A stream arrives as an array of its first items. @default false
   */
  readonly forPeople?: boolean
  /** Header fields of every answer in this format, such as `Content-Security-Policy`. */
  readonly fields?: Readonly<Record<string, string>>
  /** Returns `value` as content. @throws for a value that the format cannot represent; the answer is then a 500 in the same format */
  encode?(value: unknown, context: EncodeContext): string | Uint8Array
  /**
   * Yields the content of a stream of values. The first chunk must contain the first value, so that a failure before it still gets an
   * error answer. An error after the first chunk breaks off the connection. A codec without this method cannot write streams.
   */
  encodeEach?(values: AsyncIterable<unknown>, context: EncodeEachContext): AsyncIterable<string | Uint8Array>
  /**
   * Returns the value of a body. Its content coding has been removed, and its size is within the limit.
   *
   * @throws any error for malformed content, which is answered with 400; an `HttpError` to choose status and message
   */
  decode?(content: Uint8Array, context: DecodeContext): unknown
  /**
   * Reads the value of a body from its stream, for content that is too large for memory. It replaces `decode`. The stream is inflated,
   * and ends with an error when the body is larger than `bodyBytes`, when the client breaks off, and when the request ends.
   *
   * @throws SyntaxError for malformed content, which is answered with 400; an `HttpError` to choose status and message. Any other error is
   * answered with 500.
   */
  decodeStream?(content: Readable, context: DecodeStreamContext): Promise<unknown>
  /** The largest body that the codec reads, in bytes after inflation. @default `bodyBytes` of the end-ware's limits */
  readonly bodyBytes?: number
}

/** Reports whether a codec reads request bodies. */
export function canDecode({ decode, decodeStream }: Codec): boolean {
  return decode !== undefined || decodeStream !== undefined
}

/**
 * Returns `value` as the content that `codec` writes.
 *
 * @throws TypeError when the codec has no `encode` or returns neither text nor bytes, and whatever `encode` throws
 */
export function encodeWith(codec: Codec, value: unknown, context: EncodeContext): string | Uint8Array {
  if (codec.encode === undefined) throw new TypeError(`the codec '${codec.name}' only reads`)
  const content: unknown = codec.encode(value, context)
  if (!isContent(content))
    throw new TypeError(`encode of the codec '${codec.name}' must return text or bytes; got ${typeof content}`)
  return content
}

/** Reports whether `content` is text or bytes, as HTTP can carry it. */
export function isContent(content: unknown): content is string | Uint8Array {
  return typeof content === 'string' || content instanceof Uint8Array
}
