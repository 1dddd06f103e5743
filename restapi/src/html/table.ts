import { inline, memberName } from './inline.js'
import { type Markup, markup } from './markup.js'
import { namedLinker } from './named-linker.js'
import type { ListOutline, ObjectOutline, Outline } from './outline.js'
import { isMoment, isScalar, type Linker } from './scalar.js'

/** A list of similar objects, and the names of their members. */
export interface Table {
  readonly columns: readonly string[]
  /** Titles of columns for people, by name. */
  readonly titles: ReadonlyMap<string, string>
  readonly rows: readonly ObjectOutline[]
}

/** The greatest number of columns of a readable table. */
const mostColumns = 16

/** Returns the table of a list of uncut objects that share most of their members. Returns `undefined` for any other list. */
export function tableOf({ items }: ListOutline): Table | undefined {
  const rows = items.filter((item) => item.kind === 'object')
  if (rows.length < items.length || rows.some(({ members, total }) => members.size < total)) return undefined
  const columns = [...new Set(rows.flatMap(({ members }) => [...members.keys()]))]
  const filled = rows.reduce((sum, { members }) => sum + members.size, 0)
  if (columns.length === 0 || columns.length > mostColumns || filled * 2 < columns.length * rows.length)
    return undefined
  return { columns, titles: new Map(rows.flatMap(({ titles }) => [...titles])), rows }
}

/**
 * Returns a table with a row for each object. It has explicit roles: on narrow screens each row is a block, and browsers drop the roles of
 * tables whose `display` changes.
 *
 * @param branch Renders a value that does not fit on one line.
 */
export function asTable(
  { columns, titles, rows }: Table,
  linkTo: Linker,
  branch: (outline: Outline, name: string) => Markup,
): Markup {
  const head = columns.map(
    (name) =>
      markup`<th role="columnheader" scope="col" class="${columnClass(rows, name)}">${memberName(titles.get(name) ?? name)}</th>`,
  )
  const body = rows.map((row) => {
    const link = namedLinker(row, linkTo)
    const cells = columns.map((name) => cell(name, titles.get(name), row.members.get(name), { linkTo, link, branch }))
    return markup`<tr role="row">${cells}</tr>\n`
  })
  return markup`<div class="wide" role="group" aria-label="Table" tabindex="0"><table role="table">
<thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">
${body}</tbody></table></div>`
}

interface CellContent {
  readonly linkTo: Linker
  /** The linker of the row's own members. */
  readonly link: Linker
  readonly branch: (outline: Outline, name: string) => Markup
}

function cell(name: string, title: string | undefined, value: Outline | undefined, content: CellContent): Markup {
  const { linkTo, link, branch } = content
  const shown =
    value === undefined ? undefined : (inline(value, name, isScalar(value) ? link : linkTo) ?? branch(value, name))
  const label = title === undefined ? undefined : markup` data-title="${memberName(title)}"`
  return markup`<td role="cell" class="${cellClass(value)}" data-name="${memberName(name)}"${label}>${shown}</td>`
}

/** Returns the CSS class of a cell: numbers are aligned right, short tokens do not wrap, long ids and texts get more width. */
function cellClass(value: Outline | undefined): string {
  if (value === undefined) return 'none'
  if (value.kind !== 'text') return value.kind
  if (value.length > 40) return /\s/.test(value.text) ? 'prose' : 'text'
  if (/\s/.test(value.text) || isMoment(value.text)) return 'text'
  return value.length <= 20 ? 'token' : 'id'
}

function columnClass(rows: readonly ObjectOutline[], name: string): string {
  return rows.every(({ members }) => (members.get(name)?.kind ?? 'number') === 'number') ? 'number' : 'text'
}
