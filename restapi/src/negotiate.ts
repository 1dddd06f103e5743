import Negotiator from 'negotiator'
import { type Accept, parseAccept } from './accept.js'

/** Why an offer was chosen: no preference, the ranges of the field, a browser's address bar, or that nothing fits. */
export type NegotiationReason = 'no-accept' | 'range' | 'browser' | 'none'

/** An offer and why it was chosen. */
export interface Negotiated {
  readonly mediaType: string | undefined
  readonly reason: NegotiationReason
}

/**
 * The offer that an `Accept` field prefers, or `undefined` when it allows none of them.
 *
 * Each offer gets the weight of the most specific range that matches it, and weight 0 excludes it; ties are broken by
 * specificity, then by the order of the field, then by the order of the offers. Without a field, or with a blank one,
 * anything is acceptable and the first offer wins. A field that names HTML and allows anything besides comes from a
 * browser's address bar: where no HTML is offered, the first offer that it allows wins, not whichever its list happens to
 * favour (browsers name XML, and mean XHTML).
 *
 * @param accept the field as the client sent it
 * @param offers media types, the favourite first
 * @see RFC 9110 §12.5.1
 */
export function negotiate(accept: string | undefined, offers: readonly string[]): string | undefined {
  return weigh(parseAccept(accept), offers).mediaType
}

/** What `negotiate` decides, and why, for a field that has been read. */
export function weigh(accept: Accept | undefined, offers: readonly string[]): Negotiated {
  if (accept === undefined) return { mediaType: offers[0], reason: 'no-accept' }
  const { canonical, fromBrowser } = accept
  const preferred = canonical === '' ? [] : new Negotiator({ headers: { accept: canonical } }).mediaTypes([...offers])
  if (preferred.length === 0) return { mediaType: undefined, reason: 'none' }
  if (fromBrowser && !offers.some(isHtml)) {
    return { mediaType: offers.find((offer) => preferred.includes(offer)), reason: 'browser' }
  }
  return { mediaType: preferred[0], reason: 'range' }
}

function isHtml(mediaType: string): boolean {
  return /^(?:text\/html|application\/xhtml\+xml)\b/i.test(mediaType)
}
