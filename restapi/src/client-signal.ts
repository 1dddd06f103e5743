import type { ServerResponse } from 'node:http'

/**
 * A signal that fires when the client leaves before its answer is complete. It listens to the response: the request closes
 * as soon as its body has been read to the end.
 */
export function clientSignal(response: ServerResponse): AbortController {
  const controller = new AbortController()
  const left = (): void => {
    if (!response.writableFinished) controller.abort(new DOMException('the client has left', 'AbortError'))
  }
  if (response.destroyed) left()
  else response.once('close', left)
  return controller
}
