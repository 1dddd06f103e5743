import type { Shape } from '../schema/shape.js'
import type { PageContext } from './page.js'

/** What the content stands for; XML names its root element after it, and problems have a dialect of their own. */
export type ContentKind = 'value' | 'error' | 'problem'

/** What a codec is told when it writes a representation. */
export interface EncodeContext {
  /** The media type that goes into `Content-Type`: one of the codec's `mediaTypes` or its `problemType`. */
  readonly mediaType: string
  readonly kind: ContentKind
  /** The shape of the value, when the contract has a schema for it. */
  readonly shape?: Shape | undefined
  /**
   * Reports whether the value holds nothing but JSON's own types: plain objects, lists, strings, numbers, booleans and null. It is known
   * where the contract has a schema for the value. @default false
   */
  readonly isPlainData?: boolean
  /** The answer around the value: for codecs that are `forPeople`. */
  readonly page?: PageContext | undefined
}

/** What a codec is told when it reads a request body. */
export interface DecodeContext {
  /** The media type of the body, lower-case and without parameters. */
  readonly mediaType: string
  /** The shape that the contract gives the body, when its schema can tell. */
  readonly shape?: Shape | undefined
  /** How deeply arrays and objects may be nested. */
  readonly maxDepth: number
  /** The parameter `charset` of `Content-Type`, in lower case; `utf-8` where an earlier middleware has decoded the body. */
  readonly charset?: string | undefined
}

/** What a codec is told when it writes a stream. */
export interface EncodeEachContext extends EncodeContext {
  /**
   * Reports a failure of the stream and gives the value that stands for it: for formats that can tell of a failure after
   * the status has been sent. All others let the failure pass, and the connection is broken.
   */
  readonly failure: (cause: unknown) => unknown
}

/** A format: how values become content of a media type, and how content becomes values; at least one of the two. */
export interface Codec {
  /** A short name, unique among the codecs of an end-ware: `json`, `xml`. */
  readonly name: string
  /** Media types written and read. The first is the default, the others are aliases that clients may ask for. */
  readonly mediaTypes: readonly string[]
  /** The media type of RFC 9457 problems in this format; a format without one writes problems as its first media type. */
  readonly problemType?: string
  /** Structured syntax suffix (RFC 6838 §4.2.8) whose media types this codec reads as well, without the plus sign: `json`. */
  readonly suffix?: string
  /**
   * Charsets of bodies that `decode` reads; it is then told the `charset` of the body, and throws an error whose `code` is `unsupported-charset` for
   * any other. A codec without it gets bodies in UTF-8 alone.
   */
  readonly charsets?: readonly string[]
  /** Whether the format has no way to tell a failure, so that failures are written in another. @default false */
  readonly valuesOnly?: boolean
  /**
   * The format of the failures of a format with `valuesOnly`, where that is one of its family: plain JSON for media types of your own
   * with the suffix `+json`. @default none: any other codec of the end-ware
   */
  readonly failures?: Codec
  /**
   * Whether the format is for people, as pages are. It is then chosen only where `Accept` names one of its media types, never by
   * a range however wide; it is told about the whole answer, which therefore has neither an `ETag` of the version nor a `Last-Modified`; and of a
   * stream it gets the first items, as a list. @default false
   */
  readonly forPeople?: boolean
  /** Header fields that go with everything that this codec writes, such as a `Content-Security-Policy`. */
  readonly fields?: Readonly<Record<string, string>>
  /** Writes `value`. May throw for a value that the format cannot hold: the answer is then a 500 in the same format. */
  encode?(value: unknown, context: EncodeContext): string | Uint8Array
  /**
   * Writes a stream of values. The first chunk holds the first value, so that a failure before it can still be answered
   * properly; after that, what it throws breaks the connection. A codec without it cannot write streams.
   */
  encodeEach?(values: AsyncIterable<unknown>, context: EncodeEachContext): AsyncIterable<string | Uint8Array>
  /**
   * Reads a body that has already been inflated and measured.
   *
   * @throws anything for malformed content, which is answered with 400; an `HttpError` to choose status and message.
   */
  decode?(content: Uint8Array, context: DecodeContext): unknown
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
