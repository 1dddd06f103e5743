import { nameKey } from './name-key.js'
import type { Product } from './product.js'

/** The orders in which products can be listed; with `-` the last comes first. */
export const productSorts = ['name', '-name', 'createdAt', '-createdAt'] as const

export type ProductSort = (typeof productSorts)[number]

/** A place in an order of products: by `key`, then by `id`. */
export interface ProductPosition {
  /** The key of the name, or the time in ISO 8601 and UTC, to the millisecond. */
  readonly key: string
  readonly id: string
}

/** Returns the position of a product in this order: its sort key and its id. */
export function positionOf({ id, name, createdAt }: Product, sort: ProductSort): ProductPosition {
  return { key: isByTime(sort) ? createdAt.toISOString() : nameKey(name), id }
}

/** Reports whether text has the form of a sort key in this order. */
export function isKey(text: string, sort: ProductSort): boolean {
  if (!isByTime(sort)) return !text.includes('\0')
  return /^(?!0000)\d{4}-/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text
}

function isByTime(sort: ProductSort): boolean {
  return sort === 'createdAt' || sort === '-createdAt'
}
