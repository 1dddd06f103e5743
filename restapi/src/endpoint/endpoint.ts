import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Exchange, exchangeOf } from '../http/exchange.js'
import { chooseFormat, noFormatAcceptable } from '../negotiation/choose-format.js'
import { classifyThrown } from '../outcomes/classify-outcome.js'
import type { HttpError } from '../outcomes/http-error.js'
import { ownError } from '../outcomes/own-error.js'
import type { RenderableReply } from '../outcomes/reply.js'
import { discard } from '../rendering/open-stream.js'
import { isThenable } from '../values/value-kinds.js'
import { tellAlreadyAnswered } from '../writing/already-answered.js'
import { send } from '../writing/send.js'
import { Deadline } from './deadline.js'
import { type Input, readInput } from './endpoint-input.js'
import { settle } from './settle.js'
import type { WiredEndpoint, Wiring } from './wiring.js'

/**
 * The life of a request. Nothing with a side effect happens before it is known to be answerable: the format is negotiated
 * (406), the body read (415, 413, 400) and everything validated (400) before the endpoint runs; whatever it returns or throws
 * climbs the ladder, is rendered, and written.
 */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { contract, formats, bodies, run }: WiredEndpoint,
  wiring: Wiring,
): Promise<void> {
  const exchange = exchangeOf(request, response)
  if (response.headersSent) return tooLate(exchange, response, wiring)
  const choice = chooseFormat(formats, exchange, wiring.formatParameter)
  const rendering = { exchange, choice, contract, wiring }
  let reply: RenderableReply
  try {
    if (choice.value === undefined) throw noFormatAcceptable(formats, choice)
    const reading = readInput(request, response, bodies, rendering)
    const deadline = isThenable(reading) ? deadlineOf(wiring) : undefined // what is at hand has taken no time
    const input = isThenable(reading) ? await readInTime(reading, request, deadline) : reading
    const settling = settle(run(input), input, rendering)
    reply = isThenable(settling) ? await settledInTime(settling, input, deadline ?? deadlineOf(wiring)) : settling
  } catch (thrown) {
    reply = classifyThrown(thrown, rendering)
  }
  await send(request, response, reply, rendering)
}

function deadlineOf({ timeout }: Wiring): Deadline | undefined {
  return timeout === undefined ? undefined : new Deadline(timeout)
}

/** What was read, or a failure in its place: 408 where the client is still sending (RFC 9110 §15.5.9), else 503. */
function readInTime(reading: Promise<Input>, request: IncomingMessage, deadline: Deadline | undefined): Promise<Input> {
  if (deadline === undefined) return reading
  const failure = (cause: Error): HttpError =>
    request.complete ? tookTooLong(cause) : ownError('request-timeout', 'the body did not arrive in time', { cause })
  return deadline.meet(reading, { failure, isStrict: true })
}

/** The reply, or a 503 in its place. */
function settledInTime(
  settling: Promise<RenderableReply>,
  input: Input,
  deadline: Deadline | undefined,
): Promise<RenderableReply> {
  if (deadline === undefined) return settling
  return deadline.meet(settling, { failure: tookTooLong, end: (reason) => input.abort(reason), drop: discard })
}

function tookTooLong(cause: Error): HttpError {
  return ownError('timeout', 'the request took too long', { cause })
}

/** A middleware has answered, and handed the request on all the same: the endpoint must not act on what it cannot answer. */
function tooLate(exchange: Exchange, response: ServerResponse, { onFailure }: Wiring): void {
  const cause = new Error('something else had answered the request before its endpoint')
  tellAlreadyAnswered(response, exchange, onFailure, cause)
}
