import type { ServerResponse } from 'node:http'
import { breakOff } from './break-off.js'
import { onceClosed } from './client-signal.js'
import type { OpenStream } from './open-stream.js'

/**
 * Writes a stream to its end as fast as the client takes it, and closes the source when the client leaves. What comes in one
 * turn of the event loop goes out together.
 *
 * @throws what the source throws, once the connection is broken: nothing that was cut off can look whole
 */
export async function writeStream(response: ServerResponse, { first, rest, close }: OpenStream): Promise<void> {
  let isOver = false
  let goOn = (): void => undefined
  const onDrain = (): void => goOn()
  const over = new Promise<void>((resolve) => {
    onceClosed(response, () => {
      isOver = true
      close()
      goOn()
      resolve()
    })
  })
  response.on('drain', onDrain)
  try {
    for (let next = first; next.done !== true && !isOver; next = await rest.next()) {
      corkForThisTurn(response)
      if (response.write(next.value)) continue
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
    }
    if (!isOver) response.end()
    await over
  } catch (cause) {
    if (isOver) return // the client has left, and whatever the source makes of that is no failure
    close()
    breakOff(response)
    throw cause
  } finally {
    response.off('drain', onDrain)
  }
}

/** A middleware that compresses keeps back what it has, unless it is told to go on: by its own `response.flush`. */
function corkForThisTurn(response: ServerResponse & { readonly flush?: () => void }): void {
  if (response.writableCorked > 0) return
  response.cork()
  setImmediate(() => {
    if (!response.writableEnded) response.flush?.()
    if (response.writableCorked > 0) response.uncork()
  })
}
