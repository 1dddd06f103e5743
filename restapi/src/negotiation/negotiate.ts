import { type MediaType, parseMediaType } from '../http/media-type.js'
import type { NegotiationReason } from '../outcomes/diagnostics.js'
import { type Accept, type MediaRange, parseAccept } from './accept.js'

/** The chosen offer and the reason for the choice. */
export interface Negotiated {
  /** `undefined` when the field allows no offer. */
  readonly mediaType: string | undefined
  readonly reason: NegotiationReason
}

/**
 * Returns the offer that an `Accept` field prefers, or `undefined` when the field allows no offer.
 *
 * - Each offer gets the weight of the most specific range that matches it. Weight 0 excludes the offer.
 * - Ties go to the more specific range, then to the earlier range in the field, then to the earlier offer.
 * - A missing or blank field allows everything: the first offer wins.
 * - A field that names HTML and allows everything else comes from the address bar of a browser. If no HTML is offered, the first allowed offer
 *   wins. Browsers rank XML above the rest, but they mean XHTML.
 *
 * @param accept the field as the client sent it, of any length
 * @param offers media types, the default first
 * @see RFC 9110 §12.5.1
 * @example
 * negotiate('application/xml, text/*;q=0.8', ['application/json', 'application/xml']) // => 'application/xml'
 */
export function negotiate(accept: string | undefined, offers: readonly string[]): string | undefined {
  return weigh(parseAccept(accept), offers).mediaType
}

/** Chooses as `negotiate` does, for a parsed field, and returns the reason too. */
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

/** Reports whether the later of two offers is preferred. */
function isPreferred(later: Match, earlier: Match): boolean {
  if (later.weight !== earlier.weight) return later.weight > earlier.weight
  if (later.specificity !== earlier.specificity) return later.specificity > earlier.specificity
  return later.order < earlier.order
}

/** Finds the most specific range that matches an offer; of equally specific ranges the heaviest, then the last. */
function matchOf(offer: string, { ranges }: Accept): Match | undefined {
  const mediaType = parseMediaType(offer)
  if (mediaType === undefined) return undefined
  const { name } = mediaType
  const type = name.slice(0, name.indexOf('/'))
  let best: Match | undefined
  for (const [at, key] of ['*/*', `${type}/*`, name].entries()) {
    for (const { parameters, weight, order } of ranges.get(key) ?? []) {
      if (!hasParameters(mediaType, parameters)) continue
      // A full media type outranks a wildcard with parameters (RFC 9110 §12.5.1).
      const match = { specificity: 2 * at + (parameters.length === 0 ? 0 : 1), weight, order }
      if (best === undefined || outranks(match, best)) best = match
    }
  }
  return best
}

/** Reports whether `match` outranks `other` for the same offer. Of equal ranges the last one counts. */
function outranks(match: Match, other: Match): boolean {
  if (match.specificity !== other.specificity) return match.specificity > other.specificity
  return match.weight === other.weight ? match.order > other.order : match.weight > other.weight
}

/** Reports whether an offer has the parameters of a range. As in the `negotiator` package, `*` matches any value and an empty value matches none. */
function hasParameters({ parameters }: MediaType, required: MediaRange['parameters']): boolean {
  return required.every(([name, value]) => value === '*' || value === (parameters.get(name) ?? '').toLowerCase())
}

function isHtml(mediaType: string): boolean {
  return /^(?:text\/html|application\/xhtml\+xml)\b/i.test(mediaType)
}
