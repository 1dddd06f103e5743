import { expect, test } from '@jest/globals'
import type { DomainError } from '../../../domain/domain-error.js'
import { InvalidProduct, ProductNotFound, SkuTaken, VersionConflict } from '../../../domain/products/product-error.js'

const problems = [
  { path: 'price.amount', message: 'must be an integer' },
  { path: '', message: 'must be a product' },
]

test.each<[name: string, error: DomainError, message: string]>([
  ['ProductNotFound', new ProductNotFound('7'), 'there is no product with this id'],
  ['SkuTaken', new SkuTaken('A-1'), 'another product has the SKU A-1 already'],
  ['VersionConflict', new VersionConflict('7', [1]), 'the product has been changed in the meantime'],
  [
    'InvalidProduct',
    new InvalidProduct(problems),
    'the product is not valid: price.amount must be an integer; must be a product',
  ],
])('%s has its name for logs and a message for clients', (name, error, message) => {
  expect([error.name, error.message]).toEqual([name, message])
})
