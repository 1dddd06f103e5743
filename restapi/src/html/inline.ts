import { type Markup, markup } from './markup.js'
import { namedLinker } from './named-linker.js'
import type { Outline } from './outline.js'
import { isScalar, type Linker, scalar } from './scalar.js'

/** Returns a scalar, or an object of at most three short scalars, on one line. Returns `undefined` for any other value. */
export function inline(value: Outline, name: string, linkTo: Linker): Markup | undefined {
  if (isScalar(value)) return scalar(value, name, linkTo)
  if (value.kind !== 'object' || value.total === 0 || value.total > 3 || value.total > value.members.size)
    return undefined
  const pairs: Markup[] = []
  const link = namedLinker(value, linkTo)
  for (const [key, member] of value.members) {
    if (!isScalar(member) || (member.kind === 'text' && member.length > 40) || key.length > 40) return undefined
    pairs.push(
      markup`<span class="pair"><i>${memberName(value.titles.get(key) ?? key)}</i> ${scalar(member, key, link)}</span> `,
    )
  }
  return markup`<span>${pairs}</span>`
}

/** Returns the name of a member, cut after 200 UTF-16 units. */
export function memberName(name: string): string {
  return name.length <= 200 ? name : `${name.slice(0, 200).replace(/[\uD800-\uDBFF]$/, '')}…`
}
