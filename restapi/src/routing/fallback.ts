import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Wiring } from '../endpoint/wiring.js'
import { exchangeOf } from '../http/exchange.js'
import { noFields } from '../http/fields.js'
import type { ErrorHandler, Handler } from '../http/http.js'
import { chooseFormat } from '../negotiation/choose-format.js'
import { classifyThrown } from '../outcomes/classify-outcome.js'
import type { FailureCode } from '../outcomes/failure-code.js'
import type { FailureRule, Mapping } from '../outcomes/map-error.js'
import { ownError } from '../outcomes/own-error.js'
import { passedOnFailure } from '../outcomes/passed-on-failure.js'
import type { RenderableReply } from '../outcomes/reply.js'
import { reportFailure } from '../outcomes/report.js'
import { render } from '../rendering/render.js'
import { withRefusalHandler } from '../server/refusal-handler.js'
import { breakOff } from '../writing/break-off.js'
import { isUnanswerable, publishOutcome, reportUnsent } from '../writing/unsent.js'
import { write } from '../writing/write.js'
import type { AllowedMethods } from './allowed-methods.js'

/**
 * The two handlers at the end of the chain. `app.use` of Express takes the pair. The first is a listener of `http.createServer` as well.
 * Both answer every request that they get, and never call `next`.
 *
 * @example
 * const [unanswered, failed]: Fallback = api.fallback()
 * app.use(unanswered).use(failed)
 */
export type Fallback = [unanswered: Handler, failed: ErrorHandler]

/** Makes the handlers that answer, in the envelope, every request that no endpoint has answered. */
export function fallbackOf(wiring: Wiring, allowed: AllowedMethods): Fallback {
  const respond = (request: IncomingMessage, response: ServerResponse, replyFor: ReplyFor): undefined => {
    const exchange = exchangeOf(request, response, wiring.secretParameters)
    const choice = chooseFormat(wiring.formats, exchange, wiring.formatParameter)
    const rendering = { exchange, choice, contract: undefined, wiring }
    const reply = replyFor(rendering)
    publishOutcome(reply, exchange)
    if (isUnanswerable(response)) return reportUnsent(reply, response, rendering)
    void write(request, response, render(reply, rendering), reply, rendering) // never rejects
  }
  const first: Handler = (request, response) =>
    respond(request, response, (mapping) => unanswered(request, allowed.of(request), mapping))
  const failed: ErrorHandler = (error, request, response, _next) => {
    if (!response.headersSent) {
      const rule: FailureRule = (thrown) => passedOnFailure(thrown, response.statusCode)
      return respond(request, response, (mapping) => classifyThrown(error, mapping, rule))
    }
    reportFailure(wiring.onFailure, exchangeOf(request, response, wiring.secretParameters), {
      code: 'late-error' satisfies FailureCode,
      status: response.statusCode,
      cause: error,
    })
    // A broken connection tells the client that a started answer is incomplete. A complete answer stands.
    if (!response.writableEnded) breakOff(response)
  }
  return [withRefusalHandler(first, failed), withRefusalHandler(failed, failed)]
}

type ReplyFor = (mapping: Mapping) => RenderableReply

/** Answers OPTIONS with the allowed methods (RFC 9110 §9.3.7), and other methods with 405, or with 404 if no path fits. */
function unanswered(
  { method, url }: IncomingMessage,
  allowed: ReturnType<AllowedMethods['of']>,
  mapping: Mapping,
): RenderableReply {
  if (method === 'OPTIONS' && (allowed !== undefined || url === '*')) {
    return { kind: 'empty', status: 204, fields: allowed?.fields ?? noFields }
  }
  if (allowed === undefined) {
    return classifyThrown(ownError('path-not-found', 'there is nothing here'), mapping)
  }
  const { list, fields } = allowed
  const message = `this resource has no ${method}; it has ${list}`
  return classifyThrown(ownError('method-not-allowed', message, { fields }), mapping)
}
