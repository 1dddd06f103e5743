import { type Markup, markup } from './markup.js'
import { memberName } from './member-name.js'
import type { Outline } from './outline.js'
import { isScalar, type Linker, scalar } from './scalar.js'

/** A scalar, or an object of a few scalars such as an amount and its currency, on one line; `undefined` for all others. */
export function inline(value: Outline, name: string, linkTo: Linker): Markup | undefined {
  if (isScalar(value)) return scalar(value, name, linkTo)
  if (value.kind !== 'object' || value.total === 0 || value.total > 3 || value.total > value.members.size)
    return undefined
  const pairs: Markup[] = []
  for (const [key, member] of value.members) {
    if (!isScalar(member) || (member.kind === 'text' && member.length > 40) || key.length > 40) return undefined
    pairs.push(markup`<span class="pair"><i>${memberName(key)}</i> ${scalar(member, key, linkTo)}</span> `)
  }
  return markup`<span>${pairs}</span>`
}
