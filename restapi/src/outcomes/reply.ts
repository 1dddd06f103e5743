import type { ByteRange } from '../http/byte-range.js'
import type { Fields } from '../http/fields.js'
import type { Failure } from './failure.js'
import type { FileContent } from './file-content.js'
import type { Source } from './stream-source.js'

/** A stream that is ready to be written. */
export interface OpenStream {
  /** The first chunk, read before the status is sent, so that a failure before it can still be answered; `undefined` for a part of a file. */
  readonly first: IteratorResult<string | Uint8Array> | undefined
  readonly rest: AsyncIterator<string | Uint8Array>
  /** Closes the source, even while a chunk is awaited. The awaited read then ends. */
  close(): void
  /** The exact number of bytes, if it is known. */
  readonly length?: number | undefined
}

/** A file that is open. Its bytes are read as the client takes them. */
export interface OpenFile {
  /** The number of bytes. */
  readonly length: number
  /** Returns a part of the file. Its bytes belong to the same state of the file as its length; else reading it fails. */
  part(range: ByteRange): OpenStream
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

/** A file that is open and ready to be written, as a whole or in part. */
export interface FileReply extends ReplyHead {
  readonly kind: 'file'
  readonly mediaType: string
  readonly file: OpenFile
  /** True when the version and date cannot stand for two states of the file. */
  readonly isSettled: boolean
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
  | FileReply
  | FailureReply

/** A reply whose stream must be opened before it can be rendered. */
export type SourceReply =
  | (ReplyHead & {
      readonly kind: 'octets'
      readonly octets: Source
      readonly mediaType: string
      readonly length?: number | undefined
    })
  | (ReplyHead & { readonly kind: 'values'; readonly values: AsyncIterable<unknown> })

/** A file that must be opened before it can be rendered. */
export interface FileSourceReply extends ReplyHead {
  readonly kind: 'unopened'
  readonly content: FileContent
  readonly mediaType: string
}

/** An outcome after `classifyOutcome`, before it has a format. */
export type Reply = RenderableReply | SourceReply | FileSourceReply
