import { type Exchange, pathOf, queryOf } from '../http/exchange.js'
import { channels, type NegotiationEvent } from '../outcomes/diagnostics.js'
import type { Choice, Formats } from './formats.js'

/** The decision about the format of an answer: by the query parameter where there is one, else by `Accept`. */
export function chooseFormat(formats: Formats, exchange: Exchange, parameter: string | undefined): Choice {
  const name = parameter === undefined ? undefined : namedFormat(exchange, parameter)
  const choice = name === undefined ? formats.choose(exchange.accept) : formats.chooseByName(name, exchange.accept)
  if (channels.negotiation.hasSubscribers) channels.negotiation.publish(negotiationEvent(choice, formats, exchange))
  return choice
}

function namedFormat(exchange: Exchange, parameter: string): string | undefined {
  const query = queryOf(exchange)
  return query === undefined ? undefined : (new URLSearchParams(query).get(parameter) ?? undefined)
}

function negotiationEvent(choice: Choice, { available }: Formats, exchange: Exchange): NegotiationEvent {
  const { method, accept, requestId } = exchange
  const mediaType = choice.value?.mediaType
  return { method, path: pathOf(exchange), requestId, accept, offers: available, mediaType, reason: choice.reason }
}
