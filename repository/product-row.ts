import { nameKey } from '../domain/products/name-key.js'
import type { NewProduct, Product } from '../domain/products/product.js'

/** A row of the table `products`, as `pg` returns it. */
export interface ProductRow {
  readonly id: string
  readonly sku: string
  readonly name: string
  readonly name_key: string
  readonly description: string
  readonly category: string
  readonly price_amount: number
  readonly price_currency: string
  readonly stock: number
  readonly version: number
  readonly created_at: Date
  readonly updated_at: Date
}

/** The columns of {@link ProductRow}. The table has further ones for searches. */
export const productColumns = [
  'id',
  'sku',
  'name',
  'name_key',
  'description',
  'category',
  'price_amount',
  'price_currency',
  'stock',
  'version',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof ProductRow)[]

type ContentColumn = Exclude<keyof ProductRow, 'id' | 'version' | 'created_at' | 'updated_at'>

export function contentColumns(product: NewProduct): Pick<ProductRow, ContentColumn> {
  return {
    sku: product.sku,
    name: product.name,
    name_key: nameKey(product.name),
    description: product.description,
    category: product.category,
    price_amount: product.price.amount,
    price_currency: product.price.currency,
    stock: product.stock,
  }
}

export function productRow(product: Product): ProductRow {
  return {
    id: product.id,
    ...contentColumns(product),
    version: product.version,
    created_at: product.createdAt,
    updated_at: product.updatedAt,
  }
}

export function productOfRow(row: ProductRow): Product {
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    description: row.description,
    category: row.category,
    price: { amount: row.price_amount, currency: row.price_currency },
    stock: row.stock,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
