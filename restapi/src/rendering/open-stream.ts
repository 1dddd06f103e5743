import type { EncodeEachContext } from '../formats/codec.js'
import { isContent } from '../formats/codec.js'
import type { Format } from '../formats/format.js'
import type { OpenStream, RenderableReply, SourceReply, StreamReply } from '../outcomes/reply.js'
import { octetsOf, StreamSource } from '../outcomes/stream-source.js'

/** The context of opening a stream. */
export interface Opening extends Pick<EncodeEachContext, 'shape' | 'failure'> {
  /** The described part of an item. @default all of it */
  readonly projectItem?: ((item: unknown, index: number) => unknown) | undefined
  /** A signal that closes the stream while the first chunk is awaited. */
  readonly signal: AbortSignal | undefined
}

/**
 * Starts a stream and waits for its first chunk. What fails before that is thrown, the source closed, and answered as any
 * other failure.
 *
 * @throws whatever the source throws before its first value, and what the codec throws over that value
 */
export async function openStream(
  reply: SourceReply,
  { codec, mediaType }: Format,
  { signal, projectItem, ...context }: Opening,
): Promise<StreamReply> {
  const { status, fields, version } = reply
  const answering = { kind: 'stream', status, fields, version } as const
  const source = reply.kind === 'octets' ? new StreamSource(reply.octets) : new StreamSource(reply.values, projectItem)
  try {
    if (reply.kind === 'octets') {
      return {
        ...answering,
        isNegotiated: false,
        mediaType: reply.mediaType,
        stream: await started(octetsOf(source), source, signal),
      }
    }
    if (codec.encodeEach === undefined) throw new TypeError(`the codec '${codec.name}' cannot write streams`)
    const chunks = codec.encodeEach(source, { ...context, mediaType, kind: 'value' })
    return {
      ...answering,
      isNegotiated: true,
      mediaType: `${mediaType}; charset=utf-8`,
      stream: await started(chunks, source, signal),
    }
  } catch (cause) {
    source.close()
    throw cause
  }
}

async function started(
  chunks: AsyncIterable<string | Uint8Array>,
  source: StreamSource,
  signal: AbortSignal | undefined,
): Promise<OpenStream> {
  const rest = chunks[Symbol.asyncIterator]()
  const close = (): void => {
    source.close()
    closeQuietly(rest)
  }
  signal?.addEventListener('abort', close, { once: true })
  if (signal?.aborted) source.close()
  try {
    const first = await rest.next()
    if (first.done !== true && !isContent(first.value)) throw new TypeError('a stream gave neither text nor bytes')
    return { first, rest, close }
  } finally {
    signal?.removeEventListener('abort', close)
  }
}

/** Ends a stream that nobody will read, so that its source can be closed. */
export function discard(reply: RenderableReply): void {
  if (reply.kind === 'stream') reply.stream.close()
}

/** Tells an iterator that no more is wanted. It may be at work on the next value; nobody waits for it. */
function closeQuietly(iterator: AsyncIterator<unknown>): void {
  // The answer is decided, and what fails to close cannot change it.
  new Promise((resolve) => resolve(iterator.return?.())).catch(() => undefined)
}
