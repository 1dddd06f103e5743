import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type NewProduct, productLimits } from '../../../domain/products/product.js'
import { InvalidProduct } from '../../../domain/products/product-error.js'
import { validProduct } from '../../../domain/products/valid-product.js'
import { anyProduct, newProduct } from '../../support/example-products.js'

const price = (amount: number, currency = 'EUR') => ({ price: { amount, currency } })

describe('a valid product', () => {
  test.each<[string, Partial<NewProduct>]>([
    ['the greatest of everything', { ...price(productLimits.amount), stock: productLimits.stock, sku: 'S'.repeat(64) }],
    ['the least of everything', { ...price(0), stock: 0, sku: '1', name: 'x', category: 'y', description: '' }],
    ['the longest texts', { name: 'n'.repeat(200), description: 'd'.repeat(5000), category: 'c'.repeat(60) }],
    ['a description of several lines', { description: 'one\r\n\ttwo\n' }],
    ['pairs of surrogates', { name: '🐝', description: '🐝', category: '🐝' }],
    ['characters that XML escapes', { name: '<a href="x">&amp;</a>', description: ']]>' }],
  ])('may have %s', (_, properties) => {
    const product = newProduct(properties)
    expect(validProduct(product)).toEqual(product)
  })

  test('is each example product of the other tests', () => {
    fc.assert(fc.property(anyProduct, (product) => expect(validProduct(product)).toEqual(product)))
  })

  test('has the properties of a product and no others', () => {
    const product = newProduct()
    const more = { ...product, id: 'mine', version: 99, price: { ...product.price, discount: 1 } }
    expect(validProduct(more)).toEqual(product)
  })
})

describe('an invalid product', () => {
  test.each<[string, string, Partial<NewProduct>]>([
    ['an empty SKU', 'sku', { sku: '' }],
    ['a SKU with a space', 'sku', { sku: 'a b' }],
    ['a SKU that begins with a dot', 'sku', { sku: '.a' }],
    ['a SKU with letters beyond ASCII', 'sku', { sku: 'é' }],
    ['a SKU with a line end', 'sku', { sku: 'a\n' }],
    ['too long a SKU', 'sku', { sku: 'S'.repeat(65) }],
    ['an empty name', 'name', { name: '' }],
    ['a name of blanks', 'name', { name: ' \u00A0' }],
    ['a name of two lines', 'name', { name: 'a\nb' }],
    ['a name with NUL', 'name', { name: 'a\0' }],
    ['a name with half a surrogate pair', 'name', { name: 'a\uD83D' }],
    ['a name with the other half', 'name', { name: '\uDC1Da' }],
    ['a name with a noncharacter', 'name', { name: 'a\uFFFE' }],
    ['too long a name', 'name', { name: 'n'.repeat(201) }],
    ['a description with NUL', 'description', { description: '\0' }],
    ['a description with an escape character', 'description', { description: '\u001B[31m' }],
    ['a description with half a surrogate pair', 'description', { description: '\uD83D' }],
    ['too long a description', 'description', { description: 'd'.repeat(5001) }],
    ['no category', 'category', { category: '' }],
    ['a category with NUL', 'category', { category: '\0' }],
    ['too long a category', 'category', { category: 'c'.repeat(61) }],
    ['a negative amount', 'price.amount', price(-1)],
    ['a part of a cent', 'price.amount', price(0.5)],
    ['too great an amount', 'price.amount', price(productLimits.amount + 1)],
    ['no number as amount', 'price.amount', price(Number.NaN)],
    ['an infinite amount', 'price.amount', price(Number.POSITIVE_INFINITY)],
    ['a currency in small letters', 'price.currency', price(1, 'eur')],
    ['a currency of four letters', 'price.currency', price(1, 'EURO')],
    ['a currency that only ends as one does', 'price.currency', price(1, 'xEUR')],
    ['a currency of two letters', 'price.currency', price(1, 'EU')],
    ['a currency with a line end', 'price.currency', price(1, 'EUR\n')],
    ['a negative stock', 'stock', { stock: -1 }],
    ['half a piece in stock', 'stock', { stock: 1.5 }],
    ['too great a stock', 'stock', { stock: productLimits.stock + 1 }],
  ])('has %s', (_, path, properties) => {
    expect(problemsOf(newProduct(properties)).map((problem) => problem.path)).toEqual([path])
  })

  test.each<[string, Partial<NewProduct>, string]>([
    ['a name', { name: '\0' }, 'must be one line of 1 to 200 characters, without control characters'],
    ['a category', { category: '' }, 'must be one line of 1 to 60 characters, without control characters'],
    ['a description', { description: '\0' }, 'must be at most 5000 characters, without control characters'],
  ])('has a message about the expected value of %s', (path, properties, message) => {
    expect(problemsOf(newProduct(properties))).toEqual([{ path: path.slice(path.indexOf(' ') + 1), message }])
  })

  test('has a message about every fault at once', () => {
    const problems = problemsOf(newProduct({ sku: '', ...price(-1, ''), stock: -1 }))
    expect(problems).toEqual([
      { path: 'sku', message: 'must be 1 to 64 letters, digits, dots, hyphens or underscores' },
      { path: 'price.amount', message: 'must be an integer from 0 to 999999999999' },
      { path: 'price.currency', message: 'must be an ISO 4217 code of three capital letters' },
      { path: 'stock', message: 'must be an integer from 0 to 1000000000' },
    ])
  })
})

function problemsOf(product: NewProduct) {
  try {
    validProduct(product)
  } catch (error) {
    if (error instanceof InvalidProduct) return error.problems
    throw error
  }
  return []
}
