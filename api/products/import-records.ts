import type { ImportRecord } from '../../domain/products/import-result.js'
import { InvalidImport, InvalidProduct } from '../../domain/products/product-error.js'
import { readProduct } from '../../domain/products/read-product.js'
import { csvRecords } from './csv-records.js'
import { importLines } from './import-lines.js'

/** The formats of a file. */
export type ImportFormat = 'ndjson' | 'csv'

const columns = ['sku', 'name', 'description', 'category', 'price.amount', 'price.currency', 'stock']
const ignored = ['id', 'version', 'createdAt', 'updatedAt']

/**
 * Reads the products of a file: a JSON object a line, or CSV whose first record names the columns. An export is such a file; what it has
 * beyond the members that clients set is ignored.
 * @throws {InvalidImport} `invalid-import` when the file as a whole cannot be read
 */
export function importRecords(content: AsyncIterable<Uint8Array>, format: ImportFormat): Promise<ImportRecord[]> {
  return format === 'csv' ? fromCsv(content) : fromLines(content)
}

async function fromLines(content: AsyncIterable<Uint8Array>): Promise<ImportRecord[]> {
  const records: ImportRecord[] = []
  for await (const { number, text } of importLines(content)) {
    if (text.trim() !== '') records.push(recordOf(number, () => JSON.parse(text)))
  }
  return records
}

async function fromCsv(content: AsyncIterable<Uint8Array>): Promise<ImportRecord[]> {
  const records: ImportRecord[] = []
  let names: readonly string[] | undefined
  for await (const { line, cells } of csvRecords(importLines(content))) {
    if (names === undefined) names = checkedNames(cells)
    else records.push(recordOf(line, () => productOf(names ?? [], cells)))
  }
  if (names === undefined) throw new InvalidImport(`the file is empty: its first line names ${columns.join(', ')}`)
  return records
}

function recordOf(line: number, read: () => unknown): ImportRecord {
  try {
    return { line, product: readProduct(read()) }
  } catch (error) {
    if (error instanceof InvalidProduct) return { line, errors: error.problems }
    if (error instanceof SyntaxError) return { line, errors: [{ path: '', message: 'is not valid JSON' }] }
    throw error
  }
}

function checkedNames(cells: readonly string[] | undefined): readonly string[] {
  const names = cells?.map((name) => name.trim()) ?? []
  const missing = columns.filter((name) => !names.includes(name))
  const wrong = names.filter((name, index) => ![...columns, ...ignored].includes(name) || names.indexOf(name) < index)
  if (missing.length > 0) throw new InvalidImport(`the first line has no column ${missing.join(', ')}`)
  if (wrong.length > 0) {
    throw new InvalidImport(`the first line has a column that is not known or repeated: ${wrong[0]?.slice(0, 60)}`)
  }
  return names
}

function productOf(names: readonly string[], cells: readonly string[] | undefined): unknown {
  if (cells === undefined) {
    throw new InvalidProduct([
      { path: '', message: 'has a quotation mark within a cell: enclose the cell and double it' },
    ])
  }
  if (cells.length !== names.length) {
    throw new InvalidProduct([
      { path: '', message: `has ${cells.length} cells, but there are ${names.length} columns` },
    ])
  }
  const cell = (name: string) => unguarded(cells[names.indexOf(name)] ?? '')
  return {
    ...Object.fromEntries(['sku', 'name', 'description', 'category'].map((name) => [name, cell(name)])),
    price: { amount: wholeNumber(cell('price.amount')), currency: cell('price.currency') },
    stock: wholeNumber(cell('stock')),
  }
}

/** Removes the apostrophes that an export puts before text that a spreadsheet would run, at the beginning and behind other separators. */
function unguarded(text: string): string {
  return text
    .replace(/^'(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/, '')
    .replace(/(?<=[;\t\r\n])'(?="*[=+\-@\uff1d\uff0b\uff0d\uff20])/g, '')
}

function wholeNumber(text: string): unknown {
  return /^\d{1,15}$/.test(text) ? Number(text) : text
}
