import type { BigIntStats } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import type { ByteRange } from '../http/byte-range.js'

/** The most bytes that are read at once. A download needs this much memory, plus the bytes that wait in its socket. */
const mostAtOnce = 64 * 1024

/**
 * Yields a part of an open file. Before the last bytes it compares the file with its state at the start, so that a client never takes a
 * mixture of two states for the whole.
 *
 * @throws Error when the file has been changed, cut or removed since
 */
export async function* readPart(
  handle: FileHandle,
  stats: BigIntStats,
  { start, length }: ByteRange,
): AsyncGenerator<Uint8Array> {
  const end = start + length
  let position = start
  while (position < end) {
    const size = Math.min(mostAtOnce, end - position)
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(size), 0, size, position)
    if (bytesRead === 0) throw new Error(`the file was cut to ${position} of ${stats.size} bytes while it was sent`)
    position += bytesRead
    if (position === end && isChanged(await handle.stat({ bigint: true }), stats))
      throw new Error('the file was changed or removed while it was sent')
    yield buffer.subarray(0, bytesRead)
  }
}

/** Reports whether two states differ. The time of the last change of status also changes by a removal, and by a write that sets back the time of the file. */
function isChanged(now: BigIntStats, before: BigIntStats): boolean {
  return (
    now.nlink === 0n || now.size !== before.size || now.mtimeNs !== before.mtimeNs || now.ctimeNs !== before.ctimeNs
  )
}
