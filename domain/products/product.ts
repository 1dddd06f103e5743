/** An amount of money in minor units, such as cents, of an ISO 4217 currency. */
export interface Money {
  /** Minor units of the currency: an integer of at least 0. */
  readonly amount: number
  /** Three capital letters, such as `EUR`. */
  readonly currency: string
}

/** The members of a product that the shop sets; the catalogue sets the others. */
export interface NewProduct {
  /** The stock-keeping unit: unique among all products. */
  readonly sku: string
  readonly name: string
  /** May be empty; the only text that may have several lines. */
  readonly description: string
  readonly category: string
  readonly price: Money
  /** Pieces in stock: an integer of at least 0. */
  readonly stock: number
}

export interface Product extends NewProduct {
  /** A UUID in lower case. */
  readonly id: string
  /** 1 for a new product, and one more with each change. */
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** The most that a product may hold: lengths in UTF-16 code units, `amount` in minor units, `stock` in pieces. */
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
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
}
