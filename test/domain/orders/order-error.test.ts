import { expect, test } from '@jest/globals'
import type { DomainError } from '../../../domain/domain-error.js'
import * as errors from '../../../domain/orders/order-error.js'

const problems = [
  { path: 'lines.0.quantity', message: 'must be an integer' },
  { path: 'lines', message: 'must not be empty' },
]
const inWords = 'lines.0.quantity must be an integer; lines must not be empty'
const shortage = { productId: '7', wanted: 2, left: 1 }
const inStock = (lines: string) => `there is not enough in stock for ${lines} of the order`

test.each<[name: string, error: DomainError, message: string]>([
  ['OrderNotFound', new errors.OrderNotFound('7'), 'there is no order with this id'],
  ['IllegalStep', new errors.IllegalStep('7', 'paid', 'placed'), 'an order that is paid cannot become placed'],
  ['InvalidOrder', new errors.InvalidOrder(problems), `the order is not valid: ${inWords}`],
  ['InvalidPayment', new errors.InvalidPayment(problems), `the payment is not valid: ${inWords}`],
  ['UnknownProducts', new errors.UnknownProducts(['1']), 'the catalogue does not have a product of the order'],
  ['UnknownProducts', new errors.UnknownProducts(['1', '2']), 'the catalogue does not have products of the order'],
  [
    'SeveralCurrencies',
    new errors.SeveralCurrencies(['EUR', 'USD']),
    'an order must have one currency; these products have EUR, USD: place an order for each',
  ],
  ['OutOfStock', new errors.OutOfStock([shortage]), inStock('a line')],
  ['OutOfStock', new errors.OutOfStock([shortage, shortage]), inStock('lines')],
  [
    'InvalidIdempotencyKey',
    new errors.InvalidIdempotencyKey(),
    'an idempotency key must be 1 to 255 printable ASCII characters',
  ],
  [
    'KeyInFlight',
    new errors.KeyInFlight(),
    'a request with this idempotency key is in progress: repeat the request later',
  ],
  [
    'KeyReused',
    new errors.KeyReused(),
    'this idempotency key was used for another request: use a new key for a new request',
  ],
])('%s has its name for logs and a message for clients', (name, error, message) => {
  expect([error.name, error.message]).toEqual([name, message])
})

test('the errors of an idempotency key differ by their codes', () => {
  const made = [new errors.InvalidIdempotencyKey(), new errors.KeyInFlight(), new errors.KeyReused()]
  expect(made.map(({ code }) => code)).toEqual(['invalid-idempotency-key', 'key-in-flight', 'key-reused'])
})
