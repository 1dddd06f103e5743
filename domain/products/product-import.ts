import type { ImportRecord, ImportResult } from './import-result.js'
import type { NewProduct, Product } from './product.js'
import { ImportRefused } from './product-error.js'
import type { Products } from './products.js'

export interface ImportOptions {
  /** All records or none, or each for itself. @default 'lines' */
  readonly mode?: 'all' | 'lines' | undefined
  /** True to change nothing: the results are those that an import would have now. @default false */
  readonly dryRun?: boolean | undefined
}

/** The number of products that are stored together when each record stands for itself. */
const batchLength = 500

/**
 * Adds the products whose SKU is new, and gives the others their new contents. Of records with the same SKU, the first counts and the
 * others are refused.
 *
 * Yields the results in the order of the records, some at a time. Those that it has yielded are stored, except in a dry run.
 * @throws {ImportRefused} `import-refused` for `mode: 'all'` when any record is refused; nothing is stored then
 */
export async function* importProducts(
  products: Pick<Products, 'put'>,
  records: readonly ImportRecord[],
  newProduct: (content: NewProduct) => Product,
  { mode = 'lines', dryRun = false }: ImportOptions,
): AsyncGenerator<readonly ImportResult[]> {
  const checked = withoutRepetitions(records)
  const refused = checked.filter(({ product }) => product === undefined).map(asRefused)
  if (mode === 'all' && refused.length > 0) throw new ImportRefused(refused)
  const length = mode === 'all' ? Math.max(checked.length, 1) : batchLength
  for (let start = 0; start < checked.length; start += length) {
    const batch = checked.slice(start, start + length)
    const given = batch.flatMap(({ product }) => (product === undefined ? [] : newProduct(product)))
    const outcomes = (await products.put(given, dryRun)).values()
    yield batch.map((record): ImportResult => {
      const { line, product } = record
      if (product === undefined) return asRefused(record)
      return { line, sku: product.sku, outcome: outcomes.next().value ?? 'unchanged' }
    })
  }
}

function withoutRepetitions(records: readonly ImportRecord[]): readonly (ImportRecord & { readonly sku?: string })[] {
  const lines = new Map<string, number>()
  return records.map((record) => {
    const { line, product } = record
    if (product === undefined) return record
    const first = lines.get(product.sku)
    if (first === undefined) {
      lines.set(product.sku, line)
      return record
    }
    return { line, sku: product.sku, errors: [{ path: 'sku', message: `is that of line ${first} already` }] }
  })
}

function asRefused({ line, sku, errors = [] }: ImportRecord & { readonly sku?: string }): ImportResult {
  return { line, ...(sku === undefined ? {} : { sku }), outcome: 'refused', errors }
}
