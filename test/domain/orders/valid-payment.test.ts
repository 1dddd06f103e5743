import { expect, test } from '@jest/globals'
import { validPayment } from '../../../domain/orders/valid-payment.js'

const payment = (id: string, amount: number, currency: string) => ({
  id,
  orderId: '6f1c2b1e-7f3a-4c2e-9d7a-0c2f5a1b3d4e',
  amount: { amount, currency },
})

test.each<[id: string, amount: number]>([
  ['p', 0],
  ['a'.repeat(255), 1],
  ['p', 999_999_999_999_999],
])('a payment whose id is %.9s and whose amount is %d is valid, and is copied without other members', (id, amount) => {
  const valid = payment(id, amount, 'EUR')
  expect(validPayment({ ...valid, amount: { ...valid.amount, secret: 1 }, secret: 1 } as typeof valid)).toEqual(valid)
})

test.each<[id: string, amount: number, currency: string, problems: readonly string[]]>([
  ['', 1, 'EUR', ['id must be 1 to 255 characters, without control characters']],
  ['p', -1, 'EUR', ['amount.amount must be an integer from 0 to 999999999999999']],
  ['p', 1_000_000_000_000_000, 'EUR', ['amount.amount must be an integer from 0 to 999999999999999']],
  ['p', 1, 'EURO', ['amount.currency must be an ISO 4217 code of three capital letters']],
  ['p', 1, ' EUR', ['amount.currency must be an ISO 4217 code of three capital letters']],
  [
    '',
    0.5,
    'eur',
    [
      'id must be 1 to 255 characters, without control characters',
      'amount.amount must be an integer from 0 to 999999999999999',
      'amount.currency must be an ISO 4217 code of three capital letters',
    ],
  ],
])('a payment with %j, %d, %j is refused with each problem', (id, amount, currency, problems) => {
  const message = `the payment is not valid: ${problems.join('; ')}`
  expect(() => validPayment(payment(id, amount, currency))).toThrow(message)
})
