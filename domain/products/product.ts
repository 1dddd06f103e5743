import { isUuid } from '../uuid.js'

/** An amount of money in minor units, such as cents, of an ISO 4217 currency. */
export interface Money {
  /** Minor units of the currency: an integer of at least 0. */
  readonly amount: number
  /** Three capital letters, such as `EUR`. */
  readonly currency: string
}

/** The members of a product that a client sets. The catalogue sets the others. */
export interface NewProduct {
  /** The stock-keeping unit: unique among all products. */
  readonly sku: string
  readonly name: string
  /** May be empty, and may have several lines. No other text may. */
  readonly description: string
  readonly category: string
  readonly price: Money
  /** Pieces in stock: an integer of at least 0. */
  readonly stock: number
}

export interface Product extends NewProduct {
  /** A UUID in lower case. */
  readonly id: string
  /** 1 for a new product. Each change adds one. */
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** The limits of a product: lengths in UTF-16 code units, `amount` in minor units, `stock` in pieces. */
export const productLimits = Object.freeze({
  sku: 64,
  name: 200,
  description: 5000,
  category: 60,
  amount: 999_999_999_999,
  stock: 1_000_000_000,
})

/** Reports whether text has the form of a product id. */
export function isProductId(text: string): boolean {
  return isUuid(text)
}
