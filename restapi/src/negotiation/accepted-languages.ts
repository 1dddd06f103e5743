import { listMembers } from '../http/list-members.js'

/** The longest tag that is looked up, in characters. A look-up takes time by the square of this. Tags in use are shorter (RFC 5646 §4.4.1). */
const longestTag = 35

/**
 * Returns the language tags of an `Accept-Language` field, the best first, without those of weight 0, `*`, malformed members and tags of
 * more than 35 characters. Equal weights keep the order of the field.
 *
 * @see RFC 9110 §12.5.4
 */
export function acceptedLanguages(field: string | undefined): readonly string[] {
  const weights = new Map<string, number>()
  for (const member of new Set(listMembers(field ?? ''))) {
    const [, tag, weight = '1'] = RANGE.exec(member) ?? []
    if (tag === undefined || tag.length > longestTag || weights.has(tag)) continue
    if (Number(weight) <= 1) weights.set(tag, Number(weight))
  }
  return [...weights]
    .filter(([, weight]) => weight > 0)
    .sort(([, left], [, right]) => right - left)
    .map(([tag]) => tag)
}

/**
 * Returns the offered tag that fits the languages best, by lookup: each language is shortened from its end until an offer is equal to it.
 * Case does not matter.
 *
 * @param languages tags, the best first
 * @see RFC 4647 §3.4
 */
export function lookupLanguage(languages: readonly string[], offered: readonly string[]): string | undefined {
  const offers = new Map(offered.map((tag) => [tag.toLowerCase(), tag]))
  for (const language of languages) {
    for (let range = language.toLowerCase(); range !== ''; range = shortened(range)) {
      const offer = offers.get(range)
      if (offer !== undefined) return offer
    }
  }
  return undefined
}

// RFC 4647 §2.1, with a weight of RFC 9110 §12.4.2; the part before the weight is bounded by its subtags
const RANGE = /^([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)(?:[ \t]*;[ \t]*q=(\d(?:\.\d{0,3})?))?$/i

/** Removes the last subtag, and a single letter before it, which introduces an extension. */
function shortened(range: string): string {
  return range.replace(/(?:-[a-z0-9])?-[a-z0-9]+$|^[a-z]+$/, '')
}
