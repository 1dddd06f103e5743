/**
 * The ways to sell the last pieces of a product:
 * - `strict`: an order may take every piece in stock
 * - `keep-last`: the last piece is not sold, so that one is left for an exchange or a mistake in counting
 */
export const stockPolicies = ['strict', 'keep-last'] as const

export type StockPolicy = (typeof stockPolicies)[number]

/** Returns the number of pieces that an order may take from a stock: an integer from 0 to `stock`. */
export function piecesForSale(stock: number, policy: StockPolicy): number {
  return policy === 'keep-last' ? Math.max(stock - 1, 0) : stock
}
