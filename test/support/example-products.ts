import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { type NewProduct, type Product, productLimits } from '../../domain/products/product.js'

/** Returns a valid product with a unique SKU. */
export function newProduct(properties: Partial<NewProduct> = {}): NewProduct {
  return {
    sku: `EX-${randomUUID()}`,
    name: 'Crêpe Pan "Élan" & lid',
    description: 'For crêpes < 26 cm.\nNot for the oven 🔥.',
    category: 'Kitchen',
    price: { amount: 3290, currency: 'EUR' },
    stock: 16,
    ...properties,
  }
}

/** Returns such a product as the catalogue would have stored it. */
export function storedProduct(properties: Partial<Product> = {}): Product {
  const at = new Date('2026-11-22T10:00:00.123Z')
  return { id: randomUUID(), ...newProduct(), version: 1, createdAt: at, updatedAt: at, ...properties }
}

const letters = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 })
const line = letters.filter((text) => text.trim() !== '' && !/[\p{Cc}\u2028\u2029\uFFFE\uFFFF]/u.test(text))

/** Arbitrary valid products, with texts of all scripts. */
export const anyProduct: fc.Arbitrary<NewProduct> = fc.record({
  sku: fc.uuid(),
  name: line,
  description: fc.oneof(line, fc.constant(''), fc.constant('one\ttab\r\nand two lines\n')),
  category: line.filter((text) => text.length <= productLimits.category),
  price: fc.record({
    amount: fc.integer({ min: 0, max: productLimits.amount }),
    currency: fc.stringMatching(/^[A-Z]{3}$/),
  }),
  stock: fc.integer({ min: 0, max: productLimits.stock }),
})
