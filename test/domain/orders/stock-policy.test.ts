import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { pricedLines } from '../../../domain/orders/order-lines.js'
import { piecesForSale, stockPolicies } from '../../../domain/orders/stock-policy.js'
import { productLimits } from '../../../domain/products/product.js'
import { storedProduct } from '../../support/example-products.js'

const stocks = fc.integer({ min: 0, max: productLimits.stock })

test.each([
  ['strict', 0, 0],
  ['strict', 1, 1],
  ['strict', 7, 7],
  ['keep-last', 0, 0],
  ['keep-last', 1, 0],
  ['keep-last', 7, 6],
] as const)('the policy %s sells of %i pieces %i', (policy, stock, sold) => {
  expect(piecesForSale(stock, policy)).toBe(sold)
})

test('no policy sells more than the stock or less than nothing', () => {
  fc.assert(
    fc.property(stocks, fc.constantFrom(...stockPolicies), (stock, policy) => {
      const sold = piecesForSale(stock, policy)
      expect(Number.isInteger(sold) && sold >= 0 && sold <= stock).toBe(true)
    }),
  )
})

describe('the lines of an order', () => {
  const priced = (stock: number, quantity: number, policy?: (typeof stockPolicies)[number]) => {
    const offer = storedProduct({ stock, price: { amount: 100, currency: 'EUR' } })
    return () => pricedLines([{ productId: offer.id, quantity }], [offer], policy)
  }

  test('are refused above the pieces for sale, and the refusal has their number', () => {
    expect(priced(5, 4, 'keep-last')).not.toThrow()
    expect(priced(5, 5, 'keep-last')).toThrow(
      expect.objectContaining({ code: 'out-of-stock', shortages: [expect.objectContaining({ wanted: 5, left: 4 })] }),
    )
  })

  test('may take the whole stock without a policy', () => {
    expect(priced(5, 5)).not.toThrow()
    expect(priced(5, 6)).toThrow(expect.objectContaining({ code: 'out-of-stock' }))
  })
})
