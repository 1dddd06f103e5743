import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Exchange } from '../http/exchange.js'
import { channels, type WriteEvent } from '../outcomes/diagnostics.js'
import { internalFailure } from '../outcomes/failure.js'
import type { FailureCode } from '../outcomes/failure-code.js'
import type { RenderableReply } from '../outcomes/reply.js'
import { reportFailure } from '../outcomes/report.js'
import { type Answer, isOpenStream } from '../rendering/answer.js'
import { discard } from '../rendering/open-stream.js'
import { renderSafely } from '../rendering/render-failure.js'
import type { Rendering } from '../rendering/rendering.js'
import { breakOff } from './break-off.js'
import { reportUnsent, requestOf } from './unsent.js'
import { writeStreamed, writeWhole } from './write-content.js'

/**
 * Writes an answer. If other code has answered meanwhile, that answer stands. It never throws or rejects.
 *
 * @returns a promise of the end of a stream; `undefined` for an answer that is written at once
 */
export function write(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  reply: RenderableReply,
  rendering: Rendering,
): Promise<void> | undefined {
  const { content } = answer
  const { exchange } = rendering
  // Code that runs while the value is rendered, such as a `toJSON`, may answer by itself.
  if (response.headersSent) return reportUnsent(reply, response, rendering)
  const failed = (cause: unknown): void => writeFailed(request, response, { cause, reply, rendering })
  try {
    if (isOpenStream(content)) {
      return writeStreamed(request, response, answer, content).then(() => publishWrite(answer, exchange), failed)
    }
    writeWhole(request, response, answer, content)
    publishWrite(answer, exchange)
  } catch (cause) {
    failed(cause)
  }
  return undefined
}

interface WriteFailure {
  readonly cause: unknown
  readonly reply: RenderableReply
  readonly rendering: Rendering
}

/** Answers 500 when HTTP cannot carry the answer. Breaks the connection when the head is already sent. */
function writeFailed(request: IncomingMessage, response: ServerResponse, failure: WriteFailure): void {
  const { cause, reply, rendering } = failure
  discard(reply)
  if (response.headersSent) {
    const code: FailureCode = reply.kind === 'stream' || reply.kind === 'file' ? 'stream-failed' : 'write-failed'
    reportFailure(rendering.wiring.onFailure, rendering.exchange, { code, status: response.statusCode, cause })
    breakOff(response)
  } else {
    writeSafely(request, response, cause, rendering)
  }
}

/** Writes a 500 that keeps nothing of the answer that HTTP cannot carry. */
function writeSafely(request: IncomingMessage, response: ServerResponse, cause: unknown, rendering: Rendering): void {
  const safe = renderSafely(internalFailure('write-failed', cause), rendering)
  try {
    writeWhole(request, response, safe, safe.content)
    publishWrite(safe, rendering.exchange)
  } catch {
    breakOff(response) // a field that a middleware has set makes every answer impossible
  }
}

/** Publishes on the diagnostics channel that an answer has been handed to the socket. */
function publishWrite(answer: Answer, exchange: Exchange): void {
  if (channels.write.hasSubscribers) channels.write.publish(writeEvent(answer, exchange))
}

function writeEvent({ status, content = '' }: Answer, exchange: Exchange): WriteEvent {
  return { ...requestOf(exchange), status, bytes: isOpenStream(content) ? content.length : Buffer.byteLength(content) }
}
