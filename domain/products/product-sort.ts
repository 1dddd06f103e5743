import { isTimeKey } from '../cursor.js'
import { nameKey } from './name-key.js'
import { type Product, productLimits } from './product.js'

/** The sort orders of products. A `-` reverses the order. */
export const productSorts = ['name', '-name', 'price', '-price', 'createdAt', '-createdAt'] as const

export type ProductSort = (typeof productSorts)[number]

/** The property that a sort order compares. */
export type SortProperty = 'name' | 'price' | 'createdAt'

/** Returns the property that a sort order compares. */
export function sortProperty(sort: ProductSort): SortProperty {
  return sort.replace('-', '') as SortProperty
}

/** Returns the reversed sort order. */
export function reversed(sort: ProductSort): ProductSort {
  return (sort.startsWith('-') ? sort.slice(1) : `-${sort}`) as ProductSort
}

/** A position in a list of products that is sorted by `key`, then by `id`. */
export interface ProductPosition {
  /** The key of the name, the amount of the price in 12 digits, or the time in ISO 8601 and UTC, to the millisecond. */
  readonly key: string
  readonly id: string
}

const amountDigits = String(productLimits.amount).length

/** Returns the position of a product in a list with this sort order. */
export function positionOf({ id, name, price, createdAt }: Product, sort: ProductSort): ProductPosition {
  const keys: Readonly<Record<SortProperty, () => string>> = {
    name: () => nameKey(name),
    price: () => String(price.amount).padStart(amountDigits, '0'),
    createdAt: () => createdAt.toISOString(),
  }
  return { key: keys[sortProperty(sort)](), id }
}

/** Reports whether text has the form of a key of this sort order. */
export function isKey(text: string, sort: ProductSort): boolean {
  const property = sortProperty(sort)
  if (property === 'price') return text.length === amountDigits && /^\d+$/.test(text)
  return property === 'createdAt' ? isTimeKey(text) : !text.includes('\0')
}
