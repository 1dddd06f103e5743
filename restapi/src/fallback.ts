import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AllowedMethods } from './allowed-methods.js'
import { breakOff } from './break-off.js'
import { chooseFormat } from './choose-format.js'
import type { Wiring } from './endpoint.js'
import { exchangeOf } from './exchange.js'
import type { FailureCode } from './failure-code.js'
import { noFields } from './fields.js'
import type { Handler, Next } from './http.js'
import type { FailureRule, Mapping } from './map-error.js'
import { ownError } from './own-error.js'
import { passedOnFailure } from './passed-on-failure.js'
import { type RenderableReply, replyToThrown } from './reply.js'
import { tell } from './report.js'
import { send } from './send.js'

/** An error handler as Express knows it: by its four parameters. */
export type ErrorHandler = (error: unknown, request: IncomingMessage, response: ServerResponse, next?: Next) => void

/**
 * The end of the chain, as one value for `app.use` of Express. Elsewhere its two handlers are taken by themselves: the first is a
 * listener of `http.createServer` as well, and both answer by themselves, never calling `next`.
 */
export type Fallback = [unanswered: Handler, failed: ErrorHandler]

/** Answers, in the envelope, whatever no endpoint has answered. */
export function fallbackOf(wiring: Wiring, allowed: AllowedMethods): Fallback {
  const respond = (request: IncomingMessage, response: ServerResponse, replyFor: ReplyFor): void => {
    const exchange = exchangeOf(request, response)
    const choice = chooseFormat(wiring.formats, exchange, wiring.formatParameter)
    const rendering = { exchange, choice, contract: undefined, wiring }
    void send(request, response, replyFor(rendering), rendering)
  }
  return [
    (request, response) => respond(request, response, (mapping) => unanswered(request, allowed.of(request), mapping)),
    (error, request, response, _next) => {
      if (!response.headersSent) {
        const rule: FailureRule = (thrown) => passedOnFailure(thrown, response.statusCode)
        return respond(request, response, (mapping) => replyToThrown(error, mapping, rule))
      }
      tell(wiring.onFailure, exchangeOf(request, response), {
        code: 'late-error' satisfies FailureCode,
        status: response.statusCode,
        cause: error,
      })
      // Of half an answer, only a broken connection can tell the client that it is not whole; a whole one stands.
      if (!response.writableEnded) breakOff(response)
    },
  ]
}

type ReplyFor = (mapping: Mapping) => RenderableReply

/** OPTIONS is answered with what there is (RFC 9110 §9.3.7), other methods with 405 or, where no path fitted, 404. */
function unanswered(
  { method, url }: IncomingMessage,
  allowed: ReturnType<AllowedMethods['of']>,
  mapping: Mapping,
): RenderableReply {
  if (method === 'OPTIONS' && (allowed !== undefined || url === '*')) {
    return { kind: 'empty', status: 204, fields: allowed?.fields ?? noFields }
  }
  if (allowed === undefined) {
    return replyToThrown(ownError('path-not-found', 'there is nothing here'), mapping)
  }
  const { list, fields } = allowed
  const message = `this resource has no ${method}; it has ${list}`
  return replyToThrown(ownError('method-not-allowed', message, { fields }), mapping)
}
