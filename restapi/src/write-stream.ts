import type { ServerResponse } from 'node:http'
import { closeQuietly, type OpenStream } from './open-stream.js'

/**
 * Writes a stream to its end as fast as the client takes it, and closes the source when the client leaves. What comes in one
 * turn of the event loop goes out together.
 *
 * @throws what the source throws, once the connection is broken: nothing that was cut off can look whole
 */
export async function writeStream(response: ServerResponse, { first, rest }: OpenStream): Promise<void> {
  const left = new Promise<void>((resolve) => response.once('close', resolve))
  const leaving = left.then(() => closeQuietly(rest))
  try {
    for (let next = first; next.done !== true; next = await rest.next()) {
      if (response.destroyed) return
      corkForThisTurn(response)
      if (!response.write(next.value)) await Promise.race([drained(response), left])
    }
    response.end()
    await leaving
  } catch (cause) {
    response.destroy()
    throw cause
  }
}

function corkForThisTurn(response: ServerResponse): void {
  if (response.writableCorked > 0) return
  response.cork()
  setImmediate(() => response.uncork())
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => response.once('drain', resolve))
}
