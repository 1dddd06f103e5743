import type { PageContext } from '../formats/page.js'
import { pathOf } from '../http/exchange.js'
import type { ObjectOutline, Outline } from './outline.js'

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
  const name = outline.kind === 'object' ? nameIn(outline) : undefined
  const named = name === undefined || outline.kind !== 'object' ? undefined : outline.members.get(name)
  if (named?.kind === 'text') return { title: named.text, summary }
  const path = pathOf(context)
  return { title: summary ?? (path === '/' ? service : undefined) ?? path, summary: undefined }
}

/** Returns the member that names an object: its first of `title` and `name` that is one line of text. */
export function nameIn({ members }: ObjectOutline): string | undefined {
  return naming.find((member) => {
    const named = members.get(member)
    return named?.kind === 'text' && named.length <= longest && /^\P{Cc}*[^\s\p{Cc}]\P{Cc}*$/u.test(named.text)
  })
}
