import type { ServerResponse } from 'node:http'

/** Runs `release` once: when the answer has been sent or the connection has closed; at once if that is already so. */
export function onEnd(response: ServerResponse, release: () => unknown): void {
  if (response.writableFinished || response.closed || response.destroyed) {
    release()
    return
  }
  const end = (): void => {
    response.off('finish', end)
    response.off('close', end)
    release()
  }
  response.on('finish', end)
  response.on('close', end)
}
