import { failureOf, internalFailure } from '../outcomes/failure.js'
import { isHttpError } from '../outcomes/http-error.js'
import type { RenderableReply } from '../outcomes/reply.js'
import { renderFailure, renderSafely } from './render-failure.js'
import { renderSuccess } from './render-success.js'
import type { Rendered } from './rendered.js'
import type { Rendering } from './rendering.js'

/**
 * The answer that a reply becomes; it never fails. A failure on the way is turned once into a safe 500 in the same format,
 * and a failure of that into a constant text. Nothing of the failed answer is kept, its header fields included.
 */
export function render(reply: RenderableReply, rendering: Rendering): Rendered {
  if (reply.kind === 'failure') return renderFailure(reply.failure, rendering)
  try {
    return renderSuccess(reply, rendering)
  } catch (cause) {
    return isHttpError(cause)
      ? renderFailure(failureOf(cause), rendering)
      : renderSafely(internalFailure('encode-failed', cause), rendering)
  }
}
