import { inline, memberName } from './inline.js'
import { type Markup, markup } from './markup.js'
import type { ListOutline, ObjectOutline, Outline } from './outline.js'
import { isMoment, type Linker } from './scalar.js'

/** A list of similar objects, and the names of their members. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly ObjectOutline[]
}

/** Most columns of a readable table. */
const mostColumns = 16

/** Returns the table of a list of uncut objects that share most of their members. Returns `undefined` for any other list. */
export function tableOf({ items }: ListOutline): Table | undefined {
  const rows = items.filter((item) => item.kind === 'object')
  if (rows.length < items.length || rows.some(({ members, total }) => members.size < total)) return undefined
  const columns = [...new Set(rows.flatMap(({ members }) => [...members.keys()]))]
  const filled = rows.reduce((sum, { members }) => sum + members.size, 0)
  if (columns.length === 0 || columns.length > mostColumns || filled * 2 < columns.length * rows.length)
    return undefined
  return { columns, rows }
}

/**
 * Returns a table with a row for each object. It has explicit roles: on narrow screens each row is a block, and browsers drop the roles of
 * tables whose `display` changes.
 *
 * @param branch Renders a value that does not fit on one line.
 */
export function asTable(
  { columns, rows }: Table,
  linkTo: Linker,
  branch: (outline: Outline, name: string) => Markup,
): Markup {
  const head = columns.map(
    (name) => markup`<th role="columnheader" scope="col" class="${columnClass(rows, name)}">${memberName(name)}</th>`,
  )
  const body = rows.map(
    ({ members }) =>
      markup`<tr role="row">${columns.map((name) => cell(name, members.get(name), linkTo, branch))}</tr>\n`,
  )
  return markup`<div class="wide" role="region" aria-label="Table" tabindex="0"><table role="table">
<thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">
${body}</tbody></table></div>`
}

function cell(
  name: string,
  value: Outline | undefined,
  linkTo: Linker,
  branch: (outline: Outline, name: string) => Markup,
): Markup {
  const shown = value === undefined ? undefined : (inline(value, name, linkTo) ?? branch(value, name))
  return markup`<td role="cell" class="${cellClass(value)}" data-name="${memberName(name)}">${shown}</td>`
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
