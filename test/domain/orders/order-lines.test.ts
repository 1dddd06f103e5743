import { randomUUID } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { orderLimits, type WantedLine } from '../../../domain/orders/order.js'
import { type Offer, pricedLines, validLines } from '../../../domain/orders/order-lines.js'
import { productLimits } from '../../../domain/products/product.js'
import { storedProduct } from '../../support/example-products.js'

const id = '6f1c2b1e-7f3a-4c2e-9d7a-0c2f5a1b3d4e'
const other = '7f1c2b1e-7f3a-4c2e-9d7a-0c2f5a1b3d4e'
const line = (productId: string, quantity = 1): WantedLine => ({ productId, quantity })

describe('the lines of an order', () => {
  test.each<[string, WantedLine[], string[]]>([
    ['none', [], ['lines must be 1 to 100 lines']],
    ['too many', Array.from({ length: 101 }, () => line(randomUUID())), ['lines must be 1 to 100 lines']],
    ['no id', [line(id), line('lamp')], ['lines.1.productId must be the id of a product']],
    [
      'a product twice',
      [line(id), line(other), line(id.toUpperCase())],
      ['lines.2.productId is the product of line 0: use one line'],
    ],
    ['no pieces', [line(id, 0)], ['lines.0.quantity must be an integer from 1 to 10000']],
    ['too many pieces', [line(id, 10_001)], ['lines.0.quantity must be an integer from 1 to 10000']],
    ['half a piece', [line(id, 1.5)], ['lines.0.quantity must be an integer from 1 to 10000']],
    ['NaN', [line(id, Number.NaN)], ['lines.0.quantity must be an integer from 1 to 10000']],
    [
      'several faults',
      [line('', -1), line(other, Infinity)],
      [
        'lines.0.productId must be the id of a product',
        'lines.0.quantity must be an integer from 1 to 10000',
        'lines.1.quantity must be an integer from 1 to 10000',
      ],
    ],
  ])('are refused for %s with a message about every fault', (_, lines, problems) => {
    expect(() => validLines(lines)).toThrow(
      expect.objectContaining({ code: 'invalid-order', message: `the order is not valid: ${problems.join('; ')}` }),
    )
  })

  test('are copied with ids in lower case and without other members', () => {
    const given = [{ ...line(id.toUpperCase(), 10_000), price: 1 }, line(other)]
    expect(validLines(given)).toEqual([line(id, 10_000), line(other)])
    expect(validLines(Array.from({ length: 100 }, () => line(randomUUID())))).toHaveLength(100)
  })
})

describe('prices of lines', () => {
  const anyOffer = fc.record({
    amount: fc.integer({ min: 0, max: productLimits.amount }),
    quantity: fc.integer({ min: 1, max: orderLimits.quantity }),
  })

  test('are exact sums, unless the total exceeds its limit and the order is refused', () => {
    fc.assert(
      fc.property(fc.array(anyOffer, { minLength: 1, maxLength: 20 }), (parts) => {
        const offers = parts.map(
          ({ amount }): Offer => storedProduct({ price: { amount, currency: 'EUR' }, stock: orderLimits.quantity }),
        )
        const wanted = offers.map((offer, index) => line(offer.id, parts[index]?.quantity))
        const exact = parts.reduce((sum, { amount, quantity }) => sum + BigInt(amount) * BigInt(quantity), 0n)
        if (exact > BigInt(orderLimits.total)) {
          expect(() => pricedLines(wanted, offers)).toThrow(expect.objectContaining({ code: 'invalid-order' }))
        } else {
          const { lines, total } = pricedLines(wanted, offers)
          expect(BigInt(total.amount)).toBe(exact)
          expect(lines.map(({ total }) => total.amount).reduce((sum, amount) => sum + amount, 0)).toBe(total.amount)
        }
      }),
    )
  })

  test.each([
    [orderLimits.total, true],
    [orderLimits.total + 1, false],
  ])('may come to a total of %d: %s', (amount, fits) => {
    // 99 999 999 999 · 10 000 + 9 999 is the limit; one more is too much.
    const first = storedProduct({ price: { amount: 99_999_999_999, currency: 'EUR' }, stock: 10_000 })
    const rest = storedProduct({ price: { amount: amount - 999_999_999_990_000, currency: 'EUR' }, stock: 1 })
    const pricing = () => pricedLines([line(first.id, 10_000), line(rest.id)], [first, rest])
    if (fits) expect(pricing().total).toEqual({ amount, currency: 'EUR' })
    else expect(pricing).toThrow('lines must cost at most 999999999999999 minor units')
  })

  test('are refused in this sequence: unknown products, several currencies, too little stock', () => {
    const euro = storedProduct({ stock: 1 })
    const krona = storedProduct({ stock: 1, price: { amount: 1, currency: 'SEK' } })
    const refusal = (lines: WantedLine[]) => {
      try {
        return pricedLines(lines, [euro, krona])
      } catch (error) {
        return error
      }
    }
    expect(refusal([line(euro.id, 2), line(krona.id), line(id), line(other)])).toMatchObject({
      code: 'unknown-products',
      productIds: [id, other],
      message: 'the catalogue does not have products of the order',
    })
    expect(refusal([line(id), line(krona.id)])).toMatchObject({
      productIds: [id],
      message: 'the catalogue does not have a product of the order',
    })
    expect(refusal([line(krona.id), line(euro.id, 2)])).toMatchObject({
      code: 'several-currencies',
      currencies: ['EUR', 'SEK'],
      message: 'an order must have one currency; these products have EUR, SEK: place an order for each',
    })
    expect(refusal([line(euro.id, 2)])).toMatchObject({
      code: 'out-of-stock',
      shortages: [{ productId: euro.id, wanted: 2, left: 1 }],
      message: 'there is not enough in stock for a line of the order',
    })
  })
})
