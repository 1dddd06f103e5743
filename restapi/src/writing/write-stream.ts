import type { ServerResponse } from 'node:http'
import type { OpenStream } from '../outcomes/reply.js'
import { breakOff } from './break-off.js'
import { ChunkWriter } from './chunk-writer.js'
import { onceClosed } from './client-signal.js'

/**
 * Writes a stream to its end as fast as the client takes it, and closes the source when the client leaves.
 *
 * @throws the error of the source, after the connection was broken: no client takes the beginning for the whole
 */
export async function writeStream(response: ServerResponse, { first, rest, close }: OpenStream): Promise<void> {
  const writer = new ChunkWriter(response)
  let isOver = false
  const over = new Promise<void>((resolve) => {
    onceClosed(response, () => {
      isOver = true
      close()
      writer.stop()
      resolve()
    })
  })
  try {
    for (let next = first ?? (await rest.next()); next.done !== true && !isOver; next = await rest.next()) {
      const full = writer.write(next.value)
      if (full !== undefined) await full
    }
    if (!isOver) writer.end()
    await over
  } catch (cause) {
    if (isOver) return // the client has left, and whatever the source makes of that is no failure
    writer.stop() // what came before the failure still goes out
    close()
    breakOff(response)
    throw cause
  }
}
