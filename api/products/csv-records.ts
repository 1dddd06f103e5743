import { InvalidImport } from '../../domain/products/product-error.js'
import { importLimits, type Line } from './import-lines.js'

/** A record of a CSV file: its cells, or `undefined` when it is malformed. */
export interface CsvRecord {
  /** The number of its first line. */
  readonly line: number
  readonly cells: readonly string[] | undefined
}

/**
 * Reads the records of a CSV file (RFC 4180). A record ends with the line on which every quotation mark is closed. Blank lines are left out.
 * @throws {InvalidImport} `invalid-import` for a record that is too long, or that does not end
 */
export async function* csvRecords(lines: AsyncIterable<Line>): AsyncGenerator<CsvRecord> {
  let begun: { readonly line: number; text: string; quotes: number } | undefined
  for await (const { number, text } of lines) {
    begun ??= { line: number, text: '', quotes: 0 }
    begun.text += text
    begun.quotes += text.split('"').length - 1
    if (begun.text.length > importLimits.lineLength) {
      throw new InvalidImport(`the record of line ${begun.line} is too long; is a quotation mark not closed?`)
    }
    if (begun.quotes % 2 === 1) continue
    const { line, text: record } = begun
    begun = undefined
    if (record.trim() !== '') yield { line, cells: cellsOf(record.replace(/\r?\n$/, '')) }
  }
  if (begun) throw new InvalidImport(`the record of line ${begun.line} has a quotation mark that is not closed`)
}

function cellsOf(record: string): readonly string[] | undefined {
  const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y
  const cells: string[] = []
  for (;;) {
    const found = cell.exec(record)
    if (found === null) return undefined
    const [, quoted, plain = '', end] = found
    cells.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === '') return cells
  }
}
