import type { IncomingMessage, ServerResponse } from 'node:http'
import { exchangeOf } from '../http/exchange.js'
import { chooseFormat, noFormatAcceptable } from '../negotiation/choose-format.js'
import { classifyThrown } from '../outcomes/classify-outcome.js'
import type { RenderableReply, Reply } from '../outcomes/reply.js'
import { steps, tracedEndpoint } from '../outcomes/traced-step.js'
import { discard } from '../rendering/open-stream.js'
import { render } from '../rendering/render.js'
import { withChallenges } from '../security/with-challenges.js'
import { isThenable } from '../values/value-kinds.js'
import { reportAlreadyAnswered } from '../writing/already-answered.js'
import { isUnanswerable, publishOutcome, reportUnsent } from '../writing/unsent.js'
import { write } from '../writing/write.js'
import { classify } from './classify.js'
import { closeSources } from './close-sources.js'
import { Deadline, readInTime, settleInTime } from './deadline.js'
import { readInput } from './endpoint-input.js'
import { open, type Settling } from './open.js'
import type { Provision, Refusal } from './provision.js'
import type { WiredEndpoint, Wiring } from './wiring.js'

/**
 * Answers a request: negotiate, read, run, classify, open, render, write. The format is negotiated (406), the body read (415, 413, 400)
 * and everything validated (400) before the endpoint runs, so that a refused request has no effect. Each step is synchronous unless its
 * input takes time.
 */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { contract, formats, bodies, challenges, run }: WiredEndpoint,
  wiring: Wiring,
  provision?: Provision,
): Promise<void> {
  const exchange = exchangeOf(request, response, wiring.secretParameters)
  if (response.headersSent) return reportTooLate(response, exchange, wiring)
  const choice = chooseFormat(formats, exchange, wiring.formatParameter)
  const rendering = { exchange, choice, contract, wiring, provision }
  const deadline = provision === undefined ? deadlineOf(wiring) : provision.deadline
  let reply: RenderableReply
  try {
    if (choice.value === undefined) throw noFormatAcceptable(formats, choice)
    const reading = readInput(request, response, bodies, rendering)
    const input = isThenable(reading) ? await readInTime(reading, request, deadline) : reading
    provision?.deadline?.checkOpen() // middleware after a provider may have taken the time
    const returned = steps.endpoint.hasSubscribers ? tracedEndpoint(exchange, () => run(input)) : run(input)
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
  await writeReply(request, response, withChallenges(reply, challenges), rendering)
}

/** Answers a request that a provider refuses, before anything else is decided. Never a 406: a failure has a format for any `Accept`. */
export async function answerRefusal(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
  { refusals, formats, challenges }: WiredEndpoint,
  wiring: Wiring,
  { signal, deadline }: Provision,
): Promise<void> {
  const exchange = exchangeOf(request, response, wiring.secretParameters)
  if (response.headersSent) return reportTooLate(response, exchange, wiring)
  const rendering = {
    exchange,
    choice: chooseFormat(formats, exchange, wiring.formatParameter),
    contract: refusals,
    wiring,
  }
  let reply: RenderableReply
  try {
    const opening = classified(refusal, rendering).then((reply) => open(reply, signal, rendering))
    reply = await settleInTime(opening, signal, deadline, discard)
  } catch (thrown) {
    reply = classifyThrown(thrown, rendering)
  }
  await writeReply(request, response, withChallenges(reply, challenges), rendering)
}

async function classified(refusal: Refusal, rendering: Settling): Promise<Reply> {
  return classify(refusal(), rendering)
}

async function writeReply(
  request: IncomingMessage,
  response: ServerResponse,
  reply: RenderableReply,
  rendering: Settling,
): Promise<void> {
  publishOutcome(reply, rendering.exchange)
  if (isUnanswerable(response)) return reportUnsent(reply, response, rendering)
  await write(request, response, render(reply, rendering), reply, rendering)
}

function deadlineOf({ timeout }: Wiring): Deadline | undefined {
  return timeout === undefined ? undefined : new Deadline(timeout)
}

/** Reports that a middleware has answered and still passed the request on. The endpoint must not act on a request that it cannot answer. */
function reportTooLate(response: ServerResponse, exchange: ReturnType<typeof exchangeOf>, wiring: Wiring): void {
  const cause = new Error(
    'the request was answered before its endpoint ran; a middleware that answers must not call next()',
  )
  reportAlreadyAnswered(response, exchange, wiring.onFailure, cause)
}
