import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { http2StreamOf } from '../http/http2.js'

/**
 * Returns a controller that aborts when the client leaves before its answer is complete. It listens to the response, because the
 * request also closes when its body has been read.
 */
export function clientSignal(response: ServerResponse): AbortController {
  const controller = new AbortController()
  onceClosed(response, () => {
    if (!isFinished(response)) controller.abort(new DOMException('the client has left', 'AbortError'))
  })
  return controller
}

/** Reports whether the whole answer has been handed to the connection. */
export function isFinished(response: ServerResponse): boolean {
  const stream = http2StreamOf(response)
  return stream === undefined
    ? response.writableFinished
    : response.writableEnded && stream.closed && stream.rstCode === 0
}

/** Reports whether the client can no longer be reached. */
export function isClosed(response: ServerResponse): boolean {
  const stream = http2StreamOf(response)
  if (stream !== undefined) return stream.closed || stream.destroyed
  return response.destroyed || (response.socket === null && connectionOf(response)?.destroyed === true)
}

/** Calls `listener` once, when the response is complete or the client has left. */
export function onceClosed(response: ServerResponse, listener: () => void): void {
  // An answer that waits behind others on its connection has no socket yet, and before Node 22 hears nothing of its end.
  const connection = response.socket === null ? connectionOf(response) : undefined
  const closed = (): void => {
    response.off('close', closed)
    connection?.off('close', closed)
    listener()
  }
  if (isClosed(response)) closed()
  else {
    response.once('close', closed)
    connection?.once('close', closed)
  }
}

function connectionOf({ req }: ServerResponse): Socket | undefined {
  return (req as { readonly socket?: Socket } | undefined)?.socket
}
