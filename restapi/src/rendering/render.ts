import { withNotices } from '../http/deprecation.js'
import { failureOf, internalFailure } from '../outcomes/failure.js'
import { isHttpError } from '../outcomes/http-error.js'
import type { RenderableReply } from '../outcomes/reply.js'
import { type Answer, isOpenStream } from './answer.js'
import { discard } from './open-stream.js'
import { renderFailure, renderSafely } from './render-failure.js'
import { renderSuccess } from './render-success.js'
import type { Rendering } from './rendering.js'

/**
 * Renders a reply: its content, and all its header fields, those that announce a deprecation included. It never throws. A failure on the
 * way becomes a safe 500 in the same format, and a failure of that becomes a constant text. Neither keeps anything of the failed answer.
 * A stream or a file that is not the content of the answer, as with 304 or 412, is closed.
 */
export function render(reply: RenderableReply, rendering: Rendering): Answer {
  const answer = rendered(reply, rendering)
  if (!isOpenStream(answer.content)) discard(reply)
  const { contract } = rendering
  if (contract === undefined || contract.notices.length === 0) return answer
  return { ...answer, fields: withNotices(answer.fields, contract.notices) }
}

function rendered(reply: RenderableReply, rendering: Rendering): Answer {
  if (reply.kind === 'failure') return renderFailure(reply.failure, rendering)
  try {
    return renderSuccess(reply, rendering)
  } catch (cause) {
    // A codec, or a `toJSON` of the value, may throw an HttpError to choose the status.
    return isHttpError(cause)
      ? renderFailure(failureOf(cause), rendering)
      : renderSafely(internalFailure('encode-failed', cause), rendering)
  }
}
