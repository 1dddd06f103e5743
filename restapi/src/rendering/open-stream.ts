import { ofLength } from '../files/of-length.js'
import type { EncodeEachContext } from '../formats/codec.js'
import { isContent } from '../formats/codec.js'
import type { Format } from '../formats/format.js'
import type { OpenStream, RenderableReply, SourceReply, StreamReply } from '../outcomes/reply.js'
import { octetsOf, StreamSource } from '../outcomes/stream-source.js'

/** The options of opening a stream. */
export interface Opening extends Pick<EncodeEachContext, 'shape' | 'failure'> {
  /** Returns the part of an item that its schema describes. @default the whole item */
  readonly projectItem?: ((item: unknown, index: number) => unknown) | undefined
  /** A signal that closes the stream while the first chunk is awaited. */
  readonly signal: AbortSignal | undefined
}

/**
 * Starts a stream and waits for its first chunk, so that an early error can still become a failure with its own status. Closes the
 * source before it throws.
 *
 * @throws an error of the source before its first value, or of the codec for that value
 */
export async function openStream(
  reply: SourceReply,
  { codec, mediaType }: Format,
  { signal, projectItem, ...context }: Opening,
): Promise<StreamReply> {
  const { status, fields, version } = reply
  const common = { kind: 'stream', status, fields, version } as const
  const source = reply.kind === 'octets' ? new StreamSource(reply.octets) : new StreamSource(reply.values, projectItem)
  try {
    if (reply.kind === 'octets') {
      const { length } = reply
      const octets = octetsOf(source)
      const stream = await started(length === undefined ? octets : ofLength(octets, length), source, signal)
      return {
        ...common,
        isNegotiated: false,
        mediaType: reply.mediaType,
        stream: { ...stream, length },
      }
    }
    if (codec.encodeEach === undefined) throw new TypeError(`the codec '${codec.name}' cannot write streams`)
    const chunks = codec.encodeEach(source, { ...context, mediaType, kind: 'value' })
    return {
      ...common,
      isNegotiated: true,
      mediaType: `${mediaType}; charset=utf-8`,
      stream: await started(chunks, source, signal),
    }
  } catch (cause) {
    source.close()
    throw cause
  }
}

/** Reads the first chunk. `signal` closes the source while that is awaited. */
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

/** Closes the stream or the file of a reply that is not sent. */
export function discard(reply: RenderableReply): void {
  if (reply.kind === 'stream') reply.stream.close()
  if (reply.kind === 'file') reply.file.close()
}

/** Closes an iterator without waiting: it may be busy with its next value. */
function closeQuietly(iterator: AsyncIterator<unknown>): void {
  // The answer is decided, so an error while closing cannot change it.
  new Promise((resolve) => resolve(iterator.return?.())).catch(() => undefined)
}
