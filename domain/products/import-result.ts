import type { NewProduct } from './product.js'
import type { ProductProblem } from './product-problem.js'

/** One record of a file: its product, or its faults. */
export interface ImportRecord {
  /** The line on which the record begins, from 1 on. */
  readonly line: number
  readonly product?: NewProduct
  readonly errors?: readonly ProductProblem[]
}

/** The result for a record. */
export interface ImportResult {
  readonly line: number
  /** Absent where the record has no product. */
  readonly sku?: string
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'refused'
  /** The reasons why it was refused. */
  readonly errors?: readonly ProductProblem[]
}
