import type { EncodeEachContext } from './codec.js'
import type { Format } from './formats.js'
import type { RenderableReply, SourceReply, StreamReply } from './reply.js'
import { octetsOf } from './stream-source.js'

/** A stream whose first chunk is at hand, so that its answer may begin. */
export interface OpenStream {
  readonly first: IteratorResult<string | Uint8Array>
  readonly rest: AsyncIterator<string | Uint8Array>
}

/**
 * Starts a stream and waits for its first chunk. What fails before that is thrown, and answered as any other failure.
 *
 * @throws whatever the source throws before its first value, and what the codec throws over that value
 */
export async function openStream(
  reply: SourceReply,
  { codec, mediaType }: Format,
  context: Omit<EncodeEachContext, 'mediaType' | 'kind'>,
): Promise<StreamReply> {
  const { status, fields, version } = reply
  const answering = { status, fields, version }
  if (reply.kind === 'octets') {
    return { kind: 'stream', ...answering, mediaType: reply.mediaType, stream: await started(octetsOf(reply.octets)) }
  }
  if (codec.encodeEach === undefined) throw new TypeError(`the codec '${codec.name}' cannot write streams`)
  const chunks = codec.encodeEach(reply.values, { ...context, mediaType, kind: 'value' })
  return { kind: 'stream', ...answering, mediaType: `${mediaType}; charset=utf-8`, stream: await started(chunks) }
}

async function started(chunks: AsyncIterable<string | Uint8Array>): Promise<OpenStream> {
  const rest = chunks[Symbol.asyncIterator]()
  return { first: await rest.next(), rest }
}

/** Ends a stream that nobody will read, so that its source can be closed. */
export function discard(reply: RenderableReply): void {
  if (reply.kind === 'stream') closeQuietly(reply.stream.rest)
}

/** Tells an iterator that no more is wanted. It may be at work on the next chunk; nobody waits for it. */
export function closeQuietly(iterator: AsyncIterator<unknown>): void {
  iterator.return?.().catch(() => undefined) // the answer is decided, and a source that fails to close cannot change it
}
