import type { Shape } from '../schema/shape.js'
import { checkOptions } from '../values/check-options.js'
import { circularError, isCircular, jsonValue, stringifyJson, unrepresentableError } from '../values/json-value.js'
import type { Codec } from './codec.js'
import { anySeparator, formulaGuard } from './formula-guard.js'

/**
 * The options of `csv()`.
 *
 * @example
 * const options: CsvOptions = { delimiter: ';', byteOrderMark: true }
 * const api = endware({ codecs: [json(), csv(options)] })
 */
export interface CsvOptions {
  /**
   * Puts an apostrophe before text that a spreadsheet would run as a formula: text that begins with `=`, `+`, `-`, `@`, one of their
   * full-width forms, a tab or a line break. It is safer for people, but programs read a different text.
   *
   * A spreadsheet may split the file at another character than `delimiter`: where the comma is a decimal sign, Excel splits at `;`. So a
   * formula behind a comma, semicolon, tab or line break within text gets an apostrophe, too, and such text is quoted. Separators that a
   * person chooses by hand, such as a space, are not covered.
   *
   * @default false
   */
  readonly guardFormulas?: boolean
  /** The character between columns, such as `;` where the comma is a decimal sign, or a tab. @default ',' */
  readonly delimiter?: string
  /** Begins the content with a byte order mark. Excel reads UTF-8 correctly only with one. @default false */
  readonly byteOrderMark?: boolean
}

/**
 * Returns a codec for CSV (RFC 4180), `text/csv`, with a header line, a record for each item and a column for each member. Members of
 * nested objects have columns such as `price.amount`; arrays are written as JSON.
 *
 * The schema decides the columns. Without one, they are those of all items of an array, or of the first item of a stream. A later item of
 * a stream with other members fails the stream, so that no member is lost silently.
 *
 * @throws TypeError for a wrong option
 * @example
 * const api = endware({ codecs: [json(), csv()] })
 */
export function csv(options: CsvOptions = {}): Codec {
  checkOptions('csv()', options, ['guardFormulas', 'delimiter', 'byteOrderMark'])
  const { guardFormulas = false, delimiter = ',', byteOrderMark = false } = options
  if (typeof guardFormulas !== 'boolean') throw new TypeError('csv: guardFormulas must be true or false')
  if (typeof byteOrderMark !== 'boolean') throw new TypeError('csv: byteOrderMark must be true or false')
  if (typeof delimiter !== 'string' || !/^[^"\r\n\ufeff\ud800-\udfff]$/.test(delimiter)) {
    throw new TypeError(`csv: the delimiter must be one character, such as ';'; got ${JSON.stringify(delimiter)}`)
  }
  const mark = byteOrderMark ? '\ufeff' : ''
  const guarded = guardFormulas ? formulaGuard(delimiter) : (text: string) => text
  const separators = [...(guardFormulas ? delimiter + anySeparator : delimiter)]
  const write = (text: string): string => quotedBetween(guarded(text), separators)
  const lineOf = (cells: readonly string[]): string => {
    if (cells.length === 0) return ''
    const line = cells.map(write).join(delimiter)
    return `${line === '' ? '""' : line}\r\n` // readers skip an empty line
  }
  const record = (columns: readonly string[], row: Row): string => {
    for (const [name, text] of row) {
      if (columns.includes(name) || (text === '' && hasColumnsBelow(columns, name))) continue
      throw new TypeError(
        `csv: a later item has a column '${name}' that the header line lacks; give the contract a schema for the response`,
      )
    }
    return lineOf(columns.map((name) => row.get(name) ?? ''))
  }
  return {
    name: 'csv',
    mediaTypes: ['text/csv'],
    valuesOnly: true,
    encode(value, { shape }) {
      const rows = Array.isArray(value) ? value.map((item) => rowOf(item ?? null)) : [rowOf(value)]
      const columns = columnsOf(shape) ?? [...new Set(rows.flatMap((row) => [...row.keys()]))]
      return mark + lineOf(columns) + rows.map((row) => record(columns, row)).join('')
    },
    async *encodeEach(values, { shape }) {
      let columns = columnsOf(shape)
      let header = columns === undefined ? mark : mark + lineOf(columns)
      for await (const value of values) {
        const row = rowOf(value)
        if (columns === undefined) {
          columns = [...row.keys()]
          header = mark + lineOf(columns)
        }
        yield header + record(columns, row)
        header = ''
      }
      if (header !== '') yield header
    },
  }
}

type Row = ReadonlyMap<string, string>

/** Returns the cells of one item by column. An item that is no object has one column, `value`. */
function rowOf(item: unknown): Row {
  const cells = new Map<string, string>()
  const value = jsonValue(item, '')
  if (value === undefined) throw unrepresentableError(item)
  addCells(cells, '', value, [])
  return cells
}

/** Adds the cells of a value. @param holders the objects that contain it, to find a circle */
function addCells(cells: Map<string, string>, column: string, value: unknown, holders: object[]): void {
  if (value === undefined) return
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    if (isCircular(value, holders)) throw circularError(column.slice(column.lastIndexOf('.') + 1))
    holders.push(value)
    for (const [name, member] of Object.entries(value)) {
      addCells(cells, column === '' ? name : `${column}.${name}`, jsonValue(member, name), holders)
    }
    holders.pop()
    return
  }
  const name = column === '' ? 'value' : column
  if (cells.has(name)) throw new TypeError(`csv: two members of an item have the column '${name}'`)
  cells.set(name, cellText(value))
}

function cellText(value: unknown): string {
  if (value === null) return ''
  return typeof value === 'string' ? value : stringifyJson(value)
}

/** Reports whether members of `name` have columns. A null in the place of `name` leaves them empty. */
function hasColumnsBelow(columns: readonly string[], name: string): boolean {
  return columns.some((column) => column.startsWith(`${name}.`))
}

/** Returns the columns of the schema of an array; `undefined` if the schema does not fix all of them. */
function columnsOf(shape: Shape | undefined): readonly string[] | undefined {
  return shape?.kind === 'array' ? leaves(shape.items.shape, '', []) : undefined
}

/** Returns the columns of a shape. @param holders the shapes that contain it: a recursive shape has no fixed columns */
function leaves(shape: Shape, column: string, holders: readonly Shape[]): readonly string[] | undefined {
  if (shape.kind === 'any' || holders.includes(shape)) return undefined
  if (shape.kind === 'union') return leavesOfAny(shape.alternatives, column, [...holders, shape])
  if (shape.kind !== 'object') return [column === '' ? 'value' : column]
  if (shape.additional !== undefined) return undefined
  const columns: string[] = []
  for (const [name, property] of shape.properties) {
    const below = leaves(property.shape, column === '' ? name : `${column}.${name}`, [...holders, shape])
    if (below === undefined) return undefined
    columns.push(...below)
  }
  return columns
}

/** Returns the columns of all alternatives, each once; `undefined` if one of them has no fixed columns. */
function leavesOfAny(
  alternatives: readonly Shape[],
  column: string,
  holders: readonly Shape[],
): readonly string[] | undefined {
  const columns = new Set<string>()
  for (const alternative of alternatives) {
    const below = leaves(alternative, column, holders)
    if (below === undefined) return undefined
    for (const name of below) columns.add(name)
  }
  return [...columns]
}

/** Quotes a cell if it needs quotes (RFC 4180 §2). */
function quotedBetween(text: string, separators: readonly string[]): string {
  const isSpecial = /["\r\n\ufeff]/.test(text) || separators.some((separator) => text.includes(separator))
  return isSpecial ? `"${text.replaceAll('"', '""')}"` : text
}
