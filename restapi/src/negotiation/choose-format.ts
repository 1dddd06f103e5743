import { type Exchange, pathOf, queryOf } from '../http/exchange.js'
import { channels, type NegotiationEvent } from '../outcomes/diagnostics.js'
import type { HttpError } from '../outcomes/http-error.js'
import { ownError } from '../outcomes/own-error.js'
import { steps, traced } from '../outcomes/traced-step.js'
import type { Choice, Formats } from './formats.js'

/**
 * Chooses the format of an answer: by the query parameter when the request has it, else by `Accept`. Publishes the choice to
 * subscribers of the diagnostics channels.
 *
 * @param parameter the name of the query parameter; `undefined` when the end-ware has none
 */
export function chooseFormat(formats: Formats, exchange: Exchange, parameter: string | undefined): Choice {
  const choice = steps.negotiate.hasSubscribers
    ? traced(steps.negotiate, exchange, () => chosen(formats, exchange, parameter), mediaTypeOf)
    : chosen(formats, exchange, parameter)
  if (channels.negotiation.hasSubscribers) channels.negotiation.publish(negotiationEvent(choice, formats, exchange))
  return choice
}

/** Returns the 406 (RFC 9110 §15.5.7) for a choice without a format. It lists the available media types, or the names when the query named one. */
export function noFormatAcceptable({ available, names }: Formats, { reason }: Choice): HttpError<406> {
  const message =
    reason === 'query'
      ? `there is no format of that name; there is ${names.join(', ')}`
      : `none of the formats in Accept is available; there is ${available.join(', ')}`
  return ownError('not-acceptable', message, { properties: { available } })
}

function chosen(formats: Formats, exchange: Exchange, parameter: string | undefined): Choice {
  const name = parameter === undefined ? undefined : namedFormat(exchange, parameter)
  return name === undefined ? formats.choose(exchange.accept) : formats.chooseByName(name, exchange.accept)
}

function mediaTypeOf({ value }: Choice): string | undefined {
  return value?.mediaType
}

function namedFormat(exchange: Exchange, parameter: string): string | undefined {
  const query = queryOf(exchange)
  return query === undefined ? undefined : (new URLSearchParams(query).get(parameter) ?? undefined)
}

function negotiationEvent(choice: Choice, { available }: Formats, exchange: Exchange): NegotiationEvent {
  const { method, accept, requestId } = exchange
  const { reason } = choice
  return {
    method,
    path: pathOf(exchange),
    requestId,
    accept,
    offers: available,
    mediaType: mediaTypeOf(choice),
    reason,
  }
}
