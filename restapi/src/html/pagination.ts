import type { PageContext } from '../formats/page.js'
import { linksIn } from './link-field.js'
import { type Markup, markup } from './markup.js'
import { referenceTarget } from './target.js'

/** Relation types that lead to a list and through its pages, in the order of the page. */
const ways = [
  { relation: 'collection', label: '↑ The list' }, // RFC 6573 §2.2
  { relation: 'first', label: 'First page' },
  { relation: 'prev', label: '← Previous page' },
  { relation: 'next', label: 'Next page →' },
  { relation: 'last', label: 'Last page' },
] as const

/** Returns the links of the `Link` fields to the list and to its other pages. Undefined if there are none. @see RFC 8288 */
export function pagination({ fields }: PageContext): Markup | undefined {
  const links = linksIn(fields)
  const found = ways.flatMap(({ relation, label }) => {
    const link = links.find(({ relations }) => relations.some((each) => each.toLowerCase() === relation))
    const target = link === undefined ? undefined : referenceTarget(link.target)
    return target === undefined ? [] : [markup`<a rel="${relation}" href="${target}">${link?.title ?? label}</a>\n`]
  })
  return found.length === 0 ? undefined : markup`<nav class="pages" aria-label="Pages">\n${found}</nav>\n`
}
