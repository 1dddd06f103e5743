import { describe, expect, test } from '@jest/globals'
import { InvalidCursor } from '../../../domain/invalid-cursor.js'
import {
  IllegalStep,
  InvalidIdempotencyKey,
  InvalidOrder,
  InvalidPayment,
  KeyInFlight,
  KeyReused,
  OrderNotFound,
  OutOfStock,
  SeveralCurrencies,
  UnknownProducts,
} from '../../../domain/orders/order-error.js'
import { orderStatuses } from '../../../domain/orders/order-status.js'
import { ExportsBusy } from '../../../domain/products/product-error.js'
import { StorageUnavailable } from '../../../domain/storage-unavailable.js'
import { verdictOn } from '../../../events/consumer/verdicts.js'

const verdicts = {
  'placed → shipped': 'retry',
  'placed → delivered': 'retry',
  'paid → shipped': 'retry',
  'paid → delivered': 'retry',
  'shipped → shipped': 'drop',
  'shipped → delivered': 'retry',
  'delivered → shipped': 'drop',
  'delivered → delivered': 'drop',
  'cancelled → shipped': 'park',
  'cancelled → delivered': 'park',
}

describe('a step that an order cannot take', () => {
  test('is retried when early, dropped when done, parked when impossible', () => {
    const found = orderStatuses.flatMap((from) =>
      (['shipped', 'delivered'] as const).map((to) => [`${from} → ${to}`, verdictOn(new IllegalStep('id', from, to))]),
    )
    expect(Object.fromEntries(found)).toEqual(verdicts)
  })
})

test.each([
  ['an unknown order', new OrderNotFound('id'), 'park'],
  ['an invalid payment', new InvalidPayment([]), 'park'],
  ['an unavailable storage', new StorageUnavailable(), 'wait'],
  ['an invalid cursor', new InvalidCursor(), 'park'],
  ['an invalid key', new InvalidIdempotencyKey(), 'park'],
  ['an invalid order', new InvalidOrder([]), 'park'],
  ['a key in flight', new KeyInFlight(), 'retry'],
  ['a reused key', new KeyReused(), 'park'],
  ['a lack of stock', new OutOfStock([]), 'retry'],
  ['several currencies', new SeveralCurrencies([]), 'park'],
  ['unknown products', new UnknownProducts([]), 'park'],
  ['a failure of products', new ExportsBusy(1), 'retry'],
  ['an error of another kind with the code of one', Object.assign(new Error('no'), { code: 'invalid-order' }), 'retry'],
  [
    'a failure of the domain as the cause of another error',
    new Error('no', { cause: new StorageUnavailable() }),
    'wait',
  ],
  ['an unforeseen error', new Error('a bug'), 'retry'],
  ['anything else that is thrown', 'a string', 'retry'],
])('%s is judged by its kind', (_, thrown, verdict) => expect(verdictOn(thrown)).toBe(verdict))

test('a cycle of causes ends with the verdict of an unknown error', () => {
  const error = new Error('one')
  error.cause = new Error('two', { cause: error })
  expect(verdictOn(error)).toBe('retry')
})
