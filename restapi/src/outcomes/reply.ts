import type { Fields } from '../http/fields.js'
import type { Failure } from './failure.js'
import type { Source } from './stream-source.js'

/** A stream whose first chunk has been read, so that a failure before it can still be answered. */
export interface OpenStream {
  readonly first: IteratorResult<string | Uint8Array>
  readonly rest: AsyncIterator<string | Uint8Array>
  /** Closes the source, even while a chunk is awaited. The awaited read then ends. */
  close(): void
}

/** The status, header fields and version of a reply that is no failure. */
export interface ReplyHead {
  readonly status: number
  readonly fields: Fields
  /** The version of the resource. The `ETag` is made from it. */
  readonly version?: string | undefined
}

/** A stream that is open and ready to be written. */
export interface StreamReply extends ReplyHead {
  readonly kind: 'stream'
  readonly mediaType: string
  /** Reports whether the format was negotiated. A stream of octets has a media type of its own. */
  readonly isNegotiated: boolean
  readonly stream: OpenStream
}

/** A value, to be written in the negotiated format. */
export interface ValueReply extends ReplyHead {
  readonly kind: 'value'
  readonly value: unknown
  /** The part of a stream that the value holds, for a value that was collected from a stream. */
  readonly ofStream?: 'all' | 'beginning'
}

/** A failure, to be written in the envelope. */
export interface FailureReply {
  readonly kind: 'failure'
  readonly failure: Failure
}

/** A reply that can be rendered at once. */
export type RenderableReply =
  | (ReplyHead & { readonly kind: 'empty' })
  | ValueReply
  | (ReplyHead & { readonly kind: 'ready'; readonly data: string | Uint8Array; readonly mediaType: string })
  | StreamReply
  | FailureReply

/** A reply whose stream must be opened before it can be rendered. */
export type SourceReply =
  | (ReplyHead & { readonly kind: 'octets'; readonly octets: Source; readonly mediaType: string })
  | (ReplyHead & { readonly kind: 'values'; readonly values: AsyncIterable<unknown> })

/** An outcome after `classifyOutcome`, before it has a format. */
export type Reply = RenderableReply | SourceReply
