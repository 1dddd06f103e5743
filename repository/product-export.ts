import type { Knex } from 'knex'
import type { Product } from '../domain/products/product.js'
import { ExportsBusy } from '../domain/products/product-error.js'
import type { ProductQuery, Products } from '../domain/products/products.js'
import { listStatement } from './product-query.js'
import { type ProductRow, productOfRow } from './product-row.js'
import { statementsOf } from './statements.js'
import { storageError } from './storage-error.js'

export interface ExportOptions {
  /** Connections for exports only, because a slow reader holds one for a long time. */
  readonly knex: Knex
  /** The maximum number of exports at once. Each has a connection. */
  readonly atOnce: number
  /** The time limit of one export, in milliseconds. @default 600000 */
  readonly deadlineMs?: number
}

/** The number of rows that are fetched into memory at once. */
const fetched = 200

/**
 * Returns a reader of whole lists by a cursor. It reads one snapshot of the products and holds few rows in memory. Its transaction ends at
 * the deadline, even if the caller takes no more rows.
 */
export function productExport({ knex, atOnce, deadlineMs = 600_000 }: ExportOptions): Products['all'] {
  let running = 0
  return async function* all(query) {
    if (running >= atOnce) throw new ExportsBusy(atOnce)
    running += 1
    let transaction: Knex.Transaction | undefined
    let isOver = false
    const deadline = setTimeout(() => {
      isOver = true
      void ended(transaction)
    }, deadlineMs)
    try {
      transaction = await knex.transaction({ readOnly: true })
      if (isOver) await ended(transaction)
      yield* fetchedRows(transaction, query)
    } catch (error) {
      throw isOver ? new Error(`the export took longer than ${deadlineMs} ms`, { cause: error }) : storageError(error)
    } finally {
      clearTimeout(deadline)
      await ended(transaction)
      running -= 1
    }
  }
}

/** Ends a transaction without changes. If its connection is lost, it has already ended. */
async function ended(transaction: Knex.Transaction | undefined): Promise<void> {
  if (transaction?.isCompleted() === false) await transaction.rollback().catch(() => undefined)
}

async function* fetchedRows(
  transaction: Knex.Transaction,
  query: Omit<ProductQuery, 'limit'>,
): AsyncGenerator<Product> {
  const statements = statementsOf(transaction)
  const { text, values = [] } = await listStatement(statements, query)
  await statements.run({ text: `declare products_export no scroll cursor for ${text}`, values })
  for (;;) {
    const { rows } = await statements.run<ProductRow>({ text: `fetch ${fetched} from products_export` })
    yield* rows.map(productOfRow)
    if (rows.length < fetched) return
  }
}
