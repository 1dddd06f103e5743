import { pathOf } from '../http/exchange.js'
import type { Outline } from './outline.js'
import type { PageParts } from './page-parts.js'

/** What stands at the head of a page of a value. */
export interface Heading {
  readonly title: string
  /** What the operation does, where the title does not say it. */
  readonly summary: string | undefined
}

/** Members that name what they belong to. */
const naming = ['title', 'name'] as const

/** Characters of the longest name that makes a heading. */
const longest = 120

/** A value is headed by its own title or name, else by what the operation does, else by where it is. */
export function headingOf({ outline, context, service }: Omit<PageParts, 'kind' | 'linkTo'>): Heading {
  const { summary } = context.about
  const name = naming.map((member) => nameIn(outline, member)).find((found) => found !== undefined)
  if (name !== undefined) return { title: name, summary }
  const path = pathOf(context)
  return { title: summary ?? (path === '/' ? service : undefined) ?? path, summary: undefined }
}

function nameIn(outline: Outline, member: string): string | undefined {
  const named = outline.kind === 'object' ? outline.members.get(member) : undefined
  if (named?.kind !== 'text' || named.length > longest) return undefined
  return /^\P{Cc}*[^\s\p{Cc}]\P{Cc}*$/u.test(named.text) ? named.text : undefined
}
