import { type MediaType, parseMediaType } from '../http/media-type.js'
import type { NegotiationReason } from '../outcomes/diagnostics.js'
import { type Accept, type MediaRange, parseAccept } from './accept.js'

/** An offer and the reason for its choice. */
export interface Negotiated {
  readonly mediaType: string | undefined
  readonly reason: NegotiationReason
}

/**
 * Chooses the offer that an `Accept` field prefers, or `undefined` when it allows none of them.
 *
 * Each offer gets the weight of the most specific range that matches it, and weight 0 excludes it; ties are broken by
 * specificity, then by the order of the field, then by the order of the offers. Without a field, or with a blank one,
 * anything is acceptable and the first offer wins. A field that names HTML and allows anything besides comes from a
 * browser's address bar: where no HTML is offered, the first offer that it allows wins, not whichever its list happens to
 * favour (browsers name XML, and mean XHTML).
 *
 * @param accept the field as the client sent it, of any length
 * @param offers media types, the favourite first
 * @see RFC 9110 §12.5.1
 */
export function negotiate(accept: string | undefined, offers: readonly string[]): string | undefined {
  return weigh(parseAccept(accept), offers).mediaType
}

/** Decides as `negotiate` does, for a field that has been read, and gives the reason. */
export function weigh(accept: Accept | undefined, offers: readonly string[]): Negotiated {
  if (accept === undefined) return { mediaType: offers[0], reason: 'no-accept' }
  let best: Match | undefined
  let bestOffer: string | undefined
  let first: string | undefined
  for (const offer of offers) {
    const match = matchOf(offer, accept)
    if (match === undefined || match.weight === 0) continue
    first ??= offer
    if (best !== undefined && !isPreferred(match, best)) continue
    best = match
    bestOffer = offer
  }
  if (bestOffer === undefined) return { mediaType: undefined, reason: 'none' }
  if (accept.isFromBrowser && !offers.some(isHtml)) return { mediaType: first, reason: 'browser' }
  return { mediaType: bestOffer, reason: 'range' }
}

/** The range that gives an offer its weight. */
interface Match extends Pick<MediaRange, 'weight' | 'order'> {
  readonly specificity: number
}

/** Reports whether the later offer is preferred to the earlier one. */
function isPreferred(later: Match, earlier: Match): boolean {
  if (later.weight !== earlier.weight) return later.weight > earlier.weight
  if (later.specificity !== earlier.specificity) return later.specificity > earlier.specificity
  return later.order < earlier.order
}

/** Finds the most specific range that matches an offer: of those alike the heaviest, of these the last. */
function matchOf(offer: string, { ranges }: Accept): Match | undefined {
  const mediaType = parseMediaType(offer)
  if (mediaType === undefined) return undefined
  const { name } = mediaType
  const type = name.slice(0, name.indexOf('/'))
  let best: Match | undefined
  for (const [at, key] of ['*/*', `${type}/*`, name].entries()) {
    for (const { parameters, weight, order } of ranges.get(key) ?? []) {
      if (!hasParameters(mediaType, parameters)) continue
      // an exact name outranks a partial range with parameters (RFC 9110 §12.5.1)
      const match = { specificity: 2 * at + (parameters.length === 0 ? 0 : 1), weight, order }
      if (best === undefined || outranks(match, best)) best = match
    }
  }
  return best
}

/** Reports whether one range outranks another for the same offer; of equals, the last one counts. */
function outranks(match: Match, other: Match): boolean {
  if (match.specificity !== other.specificity) return match.specificity > other.specificity
  return match.weight === other.weight ? match.order > other.order : match.weight > other.weight
}

/** A parameter of a range with the value `*` is any, and an empty one is none, as in the `negotiator` package. */
function hasParameters({ parameters }: MediaType, required: MediaRange['parameters']): boolean {
  return required.every(([name, value]) => value === '*' || value === (parameters.get(name) ?? '').toLowerCase())
}

function isHtml(mediaType: string): boolean {
  return /^(?:text\/html|application\/xhtml\+xml)\b/i.test(mediaType)
}
