import type { IncomingMessage, ServerResponse } from 'node:http'
import { exchangeOf } from '../http/exchange.js'
import { chooseFormat, noFormatAcceptable } from '../negotiation/choose-format.js'
import { classifyThrown } from '../outcomes/classify-outcome.js'
import type { RenderableReply } from '../outcomes/reply.js'
import { discard } from '../rendering/open-stream.js'
import { render } from '../rendering/render.js'
import { isThenable } from '../values/value-kinds.js'
import { reportAlreadyAnswered } from '../writing/already-answered.js'
import { isUnanswerable, publishOutcome, reportUnsent } from '../writing/unsent.js'
import { write } from '../writing/write.js'
import { classify, closeSources } from './classify.js'
import { Deadline, readInTime, settleInTime } from './deadline.js'
import { readInput } from './endpoint-input.js'
import { open } from './open.js'
import type { WiredEndpoint, Wiring } from './wiring.js'

/**
 * Answers a request: negotiate, read, run, classify, open, render, write. The format is negotiated (406), the body read (415, 413, 400)
 * and everything validated (400) before the endpoint runs, so that a refused request has no effect. Each step is synchronous unless its
 * input takes time.
 */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { contract, formats, bodies, run }: WiredEndpoint,
  wiring: Wiring,
): Promise<void> {
  const exchange = exchangeOf(request, response)
  if (response.headersSent) return reportTooLate(response, exchange, wiring)
  const choice = chooseFormat(formats, exchange, wiring.formatParameter)
  const rendering = { exchange, choice, contract, wiring }
  const deadline = wiring.timeout === undefined ? undefined : new Deadline(wiring.timeout)
  let reply: RenderableReply
  try {
    if (choice.value === undefined) throw noFormatAcceptable(formats, choice)
    const reading = readInput(request, response, bodies, rendering)
    const input = isThenable(reading) ? await readInTime(reading, request, deadline) : reading
    const returned = run(input)
    const outcome = isThenable(returned) ? await settleInTime(returned, input, deadline, closeSources) : returned
    const classifying = classify(outcome, rendering)
    const classified = isThenable(classifying)
      ? await settleInTime(classifying, input, deadline, () => closeSources(outcome))
      : classifying
    const opening = open(classified, input, rendering)
    reply = isThenable(opening) ? await settleInTime(opening, input, deadline, discard) : opening
  } catch (thrown) {
    reply = classifyThrown(thrown, rendering)
  }
  publishOutcome(reply, exchange)
  if (isUnanswerable(response)) return reportUnsent(reply, response, rendering)
  const answer = render(reply, rendering)
  await write(request, response, answer, reply, rendering)
}

/** Reports that a middleware has answered and still passed the request on. The endpoint must not act on a request that it cannot answer. */
function reportTooLate(response: ServerResponse, exchange: ReturnType<typeof exchangeOf>, wiring: Wiring): void {
  const cause = new Error(
    'the request was answered before its endpoint ran; a middleware that answers must not call next()',
  )
  reportAlreadyAnswered(response, exchange, wiring.onFailure, cause)
}
