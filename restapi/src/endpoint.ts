import type { IncomingMessage, ServerResponse } from 'node:http'
import type { BodyReader } from './body-reader.js'
import { chooseFormat } from './choose-format.js'
import type { Codec } from './codec.js'
import type { WiredContract } from './contract.js'
import { withDeadline } from './deadline.js'
import { type Input, readInput } from './endpoint-input.js'
import type { Envelope } from './envelope.js'
import { type Exchange, exchangeOf } from './exchange.js'
import type { Formats } from './formats.js'
import { notAcceptable } from './not-acceptable.js'
import { discard } from './open-stream.js'
import { type RenderableReply, replyToThrown } from './reply.js'
import { type OnFailure, tell } from './report.js'
import { send } from './send.js'
import { settle } from './settle.js'
import { isThenable } from './thenable.js'

/** What an end-ware knows when it is wired, the same for all its endpoints. */
export interface Wiring {
  readonly codecs: readonly Codec[]
  readonly formats: Formats
  readonly bodies: BodyReader
  readonly envelope: Envelope
  readonly onFailure: OnFailure
  /** Milliseconds that an endpoint may take. */
  readonly timeout: number | undefined
  readonly validation: 'off' | 'responses'
  /** The query parameter that may name a codec. */
  readonly formatParameter: string | undefined
}

/** One endpoint as it was wired. */
export interface WiredEndpoint {
  readonly contract: WiredContract
  readonly formats: Formats
  readonly bodies: BodyReader
  readonly run: (input: Input) => unknown
}

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
    if (choice.value === undefined) throw notAcceptable(formats, choice)
    const reading = readInput(request, response, bodies, rendering)
    const input = isThenable(reading) ? await reading : reading
    const settling = settle(run(input), input, rendering)
    reply = isThenable(settling) ? await inTime(settling, input, wiring) : settling
  } catch (thrown) {
    reply = replyToThrown(thrown)
  }
  await send(request, response, reply, rendering)
}

/** The reply, or a 503 in its place at the deadline. */
function inTime(settling: Promise<RenderableReply>, input: Input, { timeout }: Wiring): Promise<RenderableReply> {
  return timeout === undefined ? settling : withDeadline(settling, timeout, (reason) => input.abort(reason), discard)
}

/** A middleware has answered, and handed the request on all the same: the endpoint must not act on what it cannot answer. */
function tooLate(exchange: Exchange, { statusCode: status }: ServerResponse, { onFailure }: Wiring): void {
  const cause = new Error('something else had answered the request before its endpoint')
  tell(onFailure, exchange, { code: 'already-answered', status, cause })
}
