import type { Shape } from '../schema/shape.js'
import { textValue } from '../text/text-value.js'

/**
 * Returns the items of a stream: the lines of NDJSON, the records of CSV, the events of `text/event-stream`.
 *
 * @param shape shape of an item, by which the cells of CSV are read
 * @throws SyntaxError for a malformed stream
 */
export function streamItems(mediaType: string, text: string, shape: Shape): readonly unknown[] {
  switch (mediaType) {
    case 'application/x-ndjson':
    case 'application/jsonl':
      if (text !== '' && !text.endsWith('\n')) throw new SyntaxError('the last line must end with a line feed')
      return text
        .split('\n')
        .slice(0, -1)
        .map((line): unknown => JSON.parse(line))
    case 'text/event-stream':
      return events(text)
    case 'text/csv':
      return records(text, shape)
    default:
      throw new SyntaxError(`the kit cannot read the items of ${mediaType}`)
  }
}

/** @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation */
function events(text: string): readonly unknown[] {
  const blocks = text.split(/\r?\n\r?\n/)
  if (blocks.pop() !== '') throw new SyntaxError('the last event must end with an empty line')
  return blocks.flatMap((block) => {
    const fields = block.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith(':'))
    for (const field of fields) {
      if (!/^(?:data|event|id|retry)(?::|$)/.test(field))
        throw new SyntaxError(`an event has the unknown field '${field}'`)
    }
    const data = fields.filter((field) => field.startsWith('data:')).map((field) => field.slice(5).replace(/^ /, ''))
    return data.length === 0 ? [] : [JSON.parse(data.join('\n')) as unknown]
  })
}

/** @see RFC 4180 §2 */
function records(text: string, shape: Shape): readonly unknown[] {
  const rows: string[][] = []
  let row: string[] = []
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex
    const match = cell.exec(text)
    if (match === null) throw new SyntaxError(`a record is malformed at character ${at}`)
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] === ',') continue
    rows.push(row)
    row = []
  }
  const [columns, ...items] = rows
  if (columns === undefined) throw new SyntaxError('the header line is missing')
  return items.map((cells) => {
    if (cells.length !== columns.length)
      throw new SyntaxError(`a record has ${cells.length} cells for ${columns.length} columns`)
    if (shape.kind !== 'object' && columns.join() === 'value') return cellValue(cells[0] ?? '', shape)
    return objectOf(new Map(columns.map((column, at) => [column, cells[at] ?? ''])), shape)
  })
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
