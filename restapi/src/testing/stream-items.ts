import type { Shape } from '../schema/shape.js'
import { csvItems } from './csv-items.js'

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
      return csvItems(text, shape)
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
