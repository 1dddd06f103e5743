/**
 * Yields the chunks of a stream that has exactly this many bytes. The last chunk waits for the end of the stream, so that a client never
 * takes the beginning of a longer stream for the whole.
 *
 * @throws RangeError, during the iteration, when the stream has more or fewer bytes
 */
export async function* ofLength(
  chunks: AsyncIterable<string | Uint8Array>,
  length: number,
): AsyncGenerator<string | Uint8Array> {
  let total = 0
  let last: string | Uint8Array | undefined
  for await (const chunk of chunks) {
    total += Buffer.byteLength(chunk)
    if (total > length) throw new RangeError(`the stream has more bytes than its length, ${length}`)
    if (last !== undefined) yield last
    last = total === length ? chunk : undefined
    if (last === undefined) yield chunk
  }
  if (total < length) throw new RangeError(`the stream ended after ${total} bytes; its length is ${length}`)
  if (last !== undefined) yield last
}
