import type { ServerResponse } from 'node:http'
import type { Exchange } from '../http/exchange.js'
import { pathOf } from '../http/exchange.js'
import { channels, type OutcomeEvent } from '../outcomes/diagnostics.js'
import type { RenderableReply } from '../outcomes/reply.js'
import { reportFailure } from '../outcomes/report.js'
import { discard } from '../rendering/open-stream.js'
import type { Rendering } from '../rendering/rendering.js'
import { reportAlreadyAnswered } from './already-answered.js'
import { isClosed, isFinished } from './client-signal.js'

/** Publishes the reply on the diagnostics channel of outcomes. */
export function publishOutcome(reply: RenderableReply, exchange: Exchange): void {
  if (channels.outcome.hasSubscribers) channels.outcome.publish(outcomeEvent(reply, exchange))
}

function outcomeEvent(reply: RenderableReply, exchange: Exchange): OutcomeEvent {
  const failure = reply.kind === 'failure' ? reply.failure : undefined
  const status = reply.kind === 'failure' ? reply.failure.error.status : reply.status
  return { ...requestOf(exchange), kind: reply.kind, status, code: failure?.code }
}

/** Returns the members of an event that identify the request. */
export function requestOf(exchange: Exchange): Pick<OutcomeEvent, 'method' | 'path' | 'requestId'> {
  return { method: exchange.method, path: pathOf(exchange), requestId: exchange.requestId }
}

/** Reports whether the client has left or other code has answered. */
export function isUnanswerable(response: ServerResponse): boolean {
  return isClosed(response) || response.headersSent
}

/** Releases a reply that cannot be sent. Reports its 5xx, unless the work was aborted because the client left. */
export function reportUnsent(
  reply: RenderableReply,
  response: ServerResponse,
  { exchange, wiring }: Rendering,
): undefined {
  discard(reply)
  const { onFailure } = wiring
  const failure = reply.kind === 'failure' ? reply.failure : undefined
  const fault = failure !== undefined && failure.error.status >= 500 && !isAbort(failure.cause) ? failure : undefined
  if (isFinished(response) || (response.headersSent && !isClosed(response))) {
    reportAlreadyAnswered(response, exchange, onFailure, fault?.cause)
  } else if (fault !== undefined) {
    reportFailure(onFailure, exchange, { code: fault.code, status: fault.error.status, cause: fault.cause })
  }
}

/** Reports whether `cause` says that work was aborted by its signal. */
function isAbort(cause: unknown): boolean {
  try {
    return (cause as { readonly name?: unknown } | null | undefined)?.name === 'AbortError'
  } catch {
    return false // the getters of an error may throw
  }
}
