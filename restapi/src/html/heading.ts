import type { PageContext } from '../formats/page.js'
import { pathOf } from '../http/exchange.js'
import type { Outline } from './outline.js'

/** Parts of a page that decide its heading. */
export interface HeadingParts {
  readonly outline: Outline
  readonly context: PageContext
  /** Name of the service. */
  readonly service: string | undefined
}

/** Title of a page and the summary below it. */
export interface Heading {
  readonly title: string
  /** Summary of the operation, unless it is the title. */
  readonly summary: string | undefined
}

/** Members that give an object its name, the first one first. */
const naming = ['title', 'name'] as const

/** UTF-16 units of the longest name that is used as a heading. */
const longest = 120

/** Returns the heading of a value: its own title or name, else the summary of the operation, else the path. */
export function headingOf({ outline, context, service }: HeadingParts): Heading {
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
