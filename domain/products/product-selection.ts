import { productLimits } from './product.js'
import { isCategory } from './valid-product.js'

/** The conditions that all selected products meet. Amounts are compared within one currency. */
export interface ProductSelection {
  /** Only products of exactly this category. */
  readonly category?: string | undefined
  /** Only products with these words in SKU, name, category or description: `"a phrase"`, `-without` and `or` have their usual meaning. */
  readonly search?: string | undefined
  /** Only products whose price is in this currency, an ISO 4217 code. */
  readonly currency?: string | undefined
  /** The least amount of the price, in minor units of `currency`. */
  readonly minPrice?: number | undefined
  /** The greatest amount of the price, in minor units of `currency`. */
  readonly maxPrice?: number | undefined
  /** True for products in stock, false for those that are sold out. */
  readonly inStock?: boolean | undefined
}

/** The longest text to search for, in UTF-16 code units. */
export const longestSearch = 200

/** Reports whether any product can fit. */
export function isPossible({ category, search, currency, minPrice = 0, maxPrice }: ProductSelection): boolean {
  return (
    (category === undefined || isCategory(category)) &&
    (search === undefined || isSearch(search)) &&
    (currency === undefined || /^[A-Z]{3}$/.test(currency)) &&
    minPrice <= Math.min(maxPrice ?? productLimits.amount, productLimits.amount)
  )
}

function isSearch(text: string): boolean {
  return text.length <= longestSearch && text.trim() !== '' && !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text)
}
