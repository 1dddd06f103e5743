import type { IncomingMessage, ServerResponse } from 'node:http'
import { withNotices } from '../http/deprecation.js'
import { type Exchange, pathOf } from '../http/exchange.js'
import { channels, type OutcomeEvent, type WriteEvent } from '../outcomes/diagnostics.js'
import { internalFailure } from '../outcomes/failure.js'
import type { FailureCode } from '../outcomes/failure-code.js'
import type { RenderableReply } from '../outcomes/reply.js'
import { reportFailure } from '../outcomes/report.js'
import { discard } from '../rendering/open-stream.js'
import { render } from '../rendering/render.js'
import { renderSafely } from '../rendering/render-failure.js'
import { isOpenStream, type Rendered } from '../rendering/rendered.js'
import type { Rendering } from '../rendering/rendering.js'
import { tellAlreadyAnswered } from './already-answered.js'
import { breakOff } from './break-off.js'
import { isClosed } from './client-signal.js'
import { writeStreamed, writeWhole } from './write.js'

/**
 * Renders a reply and writes it; if something else has answered already, that answer stands. It never fails.
 *
 * @returns a promise of the end of a stream, nothing for an answer that is written at once
 */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  reply: RenderableReply,
  rendering: Rendering,
): Promise<void> | undefined {
  const { exchange, contract } = rendering
  if (channels.outcome.hasSubscribers) channels.outcome.publish(outcomeEvent(reply, exchange))
  if (isClosed(response) || response.headersSent) return unsent(reply, response, rendering)
  const rendered = announced(render(reply, rendering), contract)
  const { content } = rendered
  if (reply.kind === 'stream' && content !== reply.stream) discard(reply) // 304 or 412 in its place
  if (response.headersSent) return unsent(reply, response, rendering) // by what was rendered, such as a toJSON of its own
  const failed = (cause: unknown): void => writeFailed(request, response, { cause, reply, rendering })
  try {
    if (isOpenStream(content)) {
      return writeStreamed(request, response, rendered, content).then(() => written(rendered, exchange), failed)
    }
    writeWhole(request, response, rendered, content)
    written(rendered, exchange)
  } catch (cause) {
    failed(cause)
  }
  return undefined
}

/** Nobody is waiting any more, or something else has answered; but what failed is told, unless it failed because of that. */
function unsent(reply: RenderableReply, response: ServerResponse, { exchange, wiring }: Rendering): undefined {
  discard(reply)
  const { onFailure } = wiring
  const failure = reply.kind === 'failure' ? reply.failure : undefined
  const fault = failure !== undefined && failure.error.status >= 500 && !isAbort(failure.cause) ? failure : undefined
  if (response.writableFinished || (response.headersSent && !isClosed(response))) {
    tellAlreadyAnswered(response, exchange, onFailure, fault?.cause)
  } else if (fault !== undefined) {
    reportFailure(onFailure, exchange, { code: fault.code, status: fault.error.status, cause: fault.cause })
  }
}

/** Whether work was given up because its signal fired. */
function isAbort(cause: unknown): boolean {
  try {
    return (cause as { readonly name?: unknown } | null | undefined)?.name === 'AbortError'
  } catch {
    return false // an error whose getters throw
  }
}

interface WriteFailure {
  readonly cause: unknown
  readonly reply: RenderableReply
  readonly rendering: Rendering
}

/** What HTTP cannot carry becomes a safe answer; what fails later breaks the connection. */
function writeFailed(request: IncomingMessage, response: ServerResponse, failure: WriteFailure): void {
  const { cause, reply, rendering } = failure
  discard(reply)
  if (response.headersSent) {
    const code: FailureCode = reply.kind === 'stream' ? 'stream-failed' : 'write-failed'
    reportFailure(rendering.wiring.onFailure, rendering.exchange, { code, status: response.statusCode, cause })
    breakOff(response)
  } else {
    writeSafely(request, response, cause, rendering)
  }
}

/** A 500 in place of an answer that HTTP cannot carry, of which nothing is kept. */
function writeSafely(request: IncomingMessage, response: ServerResponse, cause: unknown, rendering: Rendering): void {
  const safe = renderSafely(internalFailure('write-failed', cause), rendering)
  try {
    writeWhole(request, response, safe, safe.content)
    written(safe, rendering.exchange)
  } catch {
    breakOff(response) // what an earlier middleware has set makes every answer impossible
  }
}

/** The answer with what is to be known of the deprecation of its operation. */
function announced(rendered: Rendered, contract: Rendering['contract']): Rendered {
  if (contract === undefined || contract.notices.length === 0) return rendered
  return { ...rendered, fields: withNotices(rendered.fields, contract.notices) }
}

function outcomeEvent(reply: RenderableReply, exchange: Exchange): OutcomeEvent {
  const failure = reply.kind === 'failure' ? reply.failure : undefined
  const status = reply.kind === 'failure' ? reply.failure.error.status : reply.status
  return { ...ofRequest(exchange), kind: reply.kind, status, code: failure?.code }
}

/** Tells that an answer has been handed to the socket. */
function written(rendered: Rendered, exchange: Exchange): void {
  if (channels.write.hasSubscribers) channels.write.publish(writeEvent(rendered, exchange))
}

function writeEvent({ status, content = '' }: Rendered, exchange: Exchange): WriteEvent {
  return { ...ofRequest(exchange), status, bytes: isOpenStream(content) ? undefined : Buffer.byteLength(content) }
}

function ofRequest(exchange: Exchange): Pick<OutcomeEvent, 'method' | 'path' | 'requestId'> {
  return { method: exchange.method, path: pathOf(exchange), requestId: exchange.requestId }
}
