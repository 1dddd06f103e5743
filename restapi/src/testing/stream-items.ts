import type { Shape } from '../shape.js'
import { textValue } from '../text-value.js'

/**
 * The items of a stream: the lines of NDJSON, the records of CSV, the events of `text/event-stream`.
 *
 * @param shape of an item, by which the cells of CSV are read
 * @throws SyntaxError for a stream that is not what its media type says
 */
export function streamItems(mediaType: string, text: string, shape: Shape): readonly unknown[] {
  switch (mediaType) {
    case 'application/x-ndjson':
    case 'application/jsonl':
      if (text !== '' && !text.endsWith('\n')) throw new SyntaxError('the last line has no end')
      return text
        .split('\n')
        .slice(0, -1)
        .map((line): unknown => JSON.parse(line))
    case 'text/event-stream':
      return events(text)
    case 'text/csv':
      return records(text, shape)
    default:
      throw new SyntaxError(`nothing is known to read the items of ${mediaType}`)
  }
}

/** @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation */
function events(text: string): readonly unknown[] {
  const blocks = text.split(/\r?\n\r?\n/)
  if (blocks.pop() !== '') throw new SyntaxError('the last event has no end')
  return blocks.flatMap((block) => {
    const fields = block.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith(':'))
    for (const field of fields) {
      if (!/^(?:data|event|id|retry)(?::|$)/.test(field)) throw new SyntaxError(`an event has the field '${field}'`)
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
    if (match === null) throw new SyntaxError(`a record is broken at character ${at}`)
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] === ',') continue
    rows.push(row)
    row = []
  }
  const [columns, ...items] = rows
  if (columns === undefined) throw new SyntaxError('there is no header line')
  return items.map((cells) => {
    if (cells.length !== columns.length)
      throw new SyntaxError(`a record has ${cells.length} cells for ${columns.length} columns`)
    return itemOf(columns, cells, shape)
  })
}

/** A column named `price.amount` is a member of the member `price`; an item that is no object has one column, `value`. */
function itemOf(columns: readonly string[], cells: readonly string[], shape: Shape): unknown {
  if (shape.kind !== 'object' && columns.join() === 'value') return cellValue(cells[0] ?? '', shape)
  const item: Record<string, unknown> = {}
  columns.forEach((column, at) => {
    const path = column.split('.')
    const name = path.pop() ?? ''
    let owner = item
    let within: Shape | undefined = shape
    for (const step of path) {
      within = memberShape(within, step)
      owner[step] ??= {}
      owner = owner[step] as Record<string, unknown>
    }
    const text = cells[at] ?? ''
    const property = within?.kind === 'object' ? within.properties.get(name) : undefined
    if (text !== '' || property?.required === true) owner[name] = cellValue(text, property?.shape)
  })
  return item
}

function memberShape(shape: Shape | undefined, name: string): Shape | undefined {
  return shape?.kind === 'object' ? shape.properties.get(name)?.shape : undefined
}

function cellValue(text: string, shape: Shape | undefined): unknown {
  if (shape === undefined) return text
  if (text === '' && shape.nullable) return null
  if (shape.kind === 'array' || shape.kind === 'object') return JSON.parse(text) as unknown
  return textValue(text, shape)
}
