import { inline, memberName } from './inline.js'
import { type Markup, markup } from './markup.js'
import { namedLinker } from './named-linker.js'
import type { ListOutline, ObjectOutline, Outline } from './outline.js'
import { count, isScalar, type Linker, scalar } from './scalar.js'
import { asTable, tableOf } from './table.js'

/** Levels that are open at first; deeper ones open at a click. */
const openLevels = 2

/** Returns a value as a tree that opens and closes without a script. A list of similar objects becomes a table. */
export function tree(outline: Outline, linkTo: Linker, name = '', level = 0): Markup {
  if (outline.kind === 'cut') return markup`<small class="cut">… nested too deeply to be shown</small>`
  if (isScalar(outline)) return scalar(outline, name, linkTo)
  return outline.kind === 'list' ? list(outline, linkTo, name, level) : object(outline, linkTo, level)
}

function list(outline: ListOutline, linkTo: Linker, name: string, level: number): Markup {
  const { items, total } = outline
  if (total === 0) return markup`<span class="null">empty list</span>`
  const table = level <= openLevels ? tableOf(outline) : undefined
  const shown =
    table === undefined
      ? markup`<ol>${items.map((item) => markup`<li>${branch(item, linkTo, name, level + 1)}</li>`)}</ol>`
      : asTable(table, linkTo, (value, key) => branch(value, linkTo, key, openLevels + 1))
  return markup`${shown}${rest(items.length, total, 'items')}`
}

function object(outline: ObjectOutline, linkTo: Linker, level: number): Markup {
  const { members, titles, total } = outline
  if (total === 0) return markup`<span class="null">no members</span>`
  const link = namedLinker(outline, linkTo)
  const rows = [...members].map(
    ([key, value]) =>
      markup`<div><dt>${memberName(titles.get(key) ?? key)}</dt><dd>${branch(value, isScalar(value) ? link : linkTo, key, level + 1)}</dd></div>\n`,
  )
  return markup`<dl>\n${rows}</dl>${rest(members.size, total, 'members')}`
}

/** Returns a nested value; one with members or items can be folded. */
function branch(outline: Outline, linkTo: Linker, name: string, level: number): Markup {
  const short = inline(outline, name, linkTo)
  if (short !== undefined) return short
  const shown = tree(outline, linkTo, name, level)
  if (isScalar(outline) || outline.kind === 'cut' || outline.total === 0) return shown
  const what = outline.kind === 'list' ? 'item' : 'member'
  const summary = markup`<summary>${count(outline.total)} ${outline.total === 1 ? what : `${what}s`}</summary>`
  return level <= openLevels
    ? markup`<details open>${summary}${shown}</details>`
    : markup`<details>${summary}${shown}</details>`
}

function rest(shown: number, total: number, what: string): Markup | undefined {
  if (shown === total) return undefined
  return markup`<p class="cut">… and ${count(total - shown)} more of ${count(total)} ${what}, which the formats for programs have.</p>`
}
