import type { Shape } from '../schema/shape.js'
import { textValue } from '../text/text-value.js'

/**
 * Returns the items of CSV, with or without a byte order mark. The header line shows the delimiter.
 *
 * @param shape shape of an item, by which the cells are read
 * @throws SyntaxError for malformed CSV
 * @see RFC 4180 §2
 */
export function csvItems(text: string, shape: Shape): readonly unknown[] {
  const content = text.replace(/^\ufeff/, '')
  const [columns, ...records] = recordsOf(content, delimiterOf(content, shape))
  if (columns === undefined) throw new SyntaxError('the header line is missing')
  return records.map((cells) => {
    if (cells.length !== columns.length)
      throw new SyntaxError(`a record has ${cells.length} cells for ${columns.length} columns`)
    if (shape.kind !== 'object' && columns.join() === 'value') return cellValue(cells[0] ?? '', shape)
    return objectOf(new Map(columns.map((column, at) => [column, cells[at] ?? ''])), shape)
  })
}

const usualDelimiters = [',', ';', '\t', '|']

/** Returns the first delimiter by which the header line is a list of members of the items; a comma if there is none. */
function delimiterOf(content: string, shape: Shape): string {
  const unquoted = content.replaceAll(/"(?:[^"]|"")*"/g, '')
  const [header = ''] = unquoted.split('\r\n', 1)
  const isDelimiter = (character: string): boolean => {
    const columns = header.split(character)
    return columns.length > 1 && columns.every((column) => column === '' || isMember(column, shape))
  }
  return [...usualDelimiters, ...new Set(header)].find(isDelimiter) ?? ','
}

/** Reports whether the items have a member for a column. Where they may have others than the named ones, only those count. */
function isMember(column: string, shape: Shape): boolean {
  if (shape.kind === 'union') return shape.alternatives.some((alternative) => isMember(column, alternative))
  if (shape.kind !== 'object') return false
  return shape.properties.size === 0 || shape.properties.has(nameIn(column, shape))
}

function recordsOf(content: string, delimiter: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  const separator = `\\u{${delimiter.codePointAt(0)?.toString(16)}}`
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"\r\n${separator}]*))(${separator}|\r\n|$)`, 'uy')
  while (cell.lastIndex < content.length) {
    const at = cell.lastIndex
    const match = cell.exec(content)
    if (match === null) throw new SyntaxError(`a record is malformed at character ${at}`)
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] === delimiter) continue
    rows.push(row)
    row = []
  }
  return rows
}

/** Makes an object of cells by column: the column `price.amount` is the member `amount` of the member `price`. */
function objectOf(cells: ReadonlyMap<string, string>, shape: Shape | undefined): object {
  const names = new Set([...cells.keys()].map((column) => nameIn(column, shape)))
  return Object.fromEntries(
    [...names].flatMap((name): [string, unknown][] => {
      const member = memberOf(shape, name)
      const text = cells.get(name)
      const below = new Map(
        [...cells]
          .filter(([column]) => text === undefined && column.startsWith(`${name}.`))
          .map(([column, cell]) => [column.slice(name.length + 1), cell]),
      )
      // an absent member and a null one have the same empty cells
      if (!text && [...below.values()].every((cell) => cell === '')) {
        if (!member.required) return []
        if (member.shape?.nullable) return [[name, null]]
      }
      return [[name, text === undefined ? objectOf(below, member.shape) : cellValue(text, member.shape)]]
    }),
  )
}

/** Returns the name of the member that a column belongs to: the whole name, or the part before the first dot of a nested member. */
function nameIn(column: string, shape: Shape | undefined): string {
  if (shape?.kind === 'object' && shape.properties.has(column)) return column
  const [first = ''] = column.split('.', 1)
  const inner = memberOf(shape, first).shape?.kind
  return inner === undefined || inner === 'object' || inner === 'union' || inner === 'any' ? first : column
}

interface Member {
  readonly required: boolean
  readonly shape: Shape | undefined
}

/** Returns the member of this name; in a union, that of the first alternative that has it. */
function memberOf(shape: Shape | undefined, name: string): Member {
  if (shape?.kind === 'union') {
    const found = shape.alternatives.map((each) => memberOf(each, name)).find((member) => member.shape !== undefined)
    return { required: false, shape: found?.shape }
  }
  if (shape?.kind !== 'object') return { required: false, shape: undefined }
  return shape.properties.get(name) ?? { required: false, shape: shape.additional?.shape }
}

function cellValue(text: string, shape: Shape | undefined): unknown {
  if (shape === undefined) return text
  if (text === '' && shape.nullable) return null
  if (shape.kind === 'array' || shape.kind === 'object') return JSON.parse(text) as unknown
  return textValue(text, shape)
}
