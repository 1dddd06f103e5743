import { isStorableId, orderLimits } from './order.js'
import { InvalidPayment, type OrderProblem } from './order-error.js'
import type { Payment } from './payment.js'

/** Returns a copy of the payment. @throws {InvalidPayment} `invalid-payment` with every invariant that is broken */
export function validPayment(payment: Payment): Payment {
  const { id, orderId, amount } = payment
  const problems: OrderProblem[] = []
  if (!isStorableId(id, orderLimits.paymentId)) {
    const message = `must be 1 to ${orderLimits.paymentId} characters, without control characters`
    problems.push({ path: 'id', message })
  }
  if (!Number.isInteger(amount.amount) || amount.amount < 0 || amount.amount > orderLimits.total) {
    problems.push({ path: 'amount.amount', message: `must be an integer from 0 to ${orderLimits.total}` })
  }
  if (!/^[A-Z]{3}$/.test(amount.currency)) {
    problems.push({ path: 'amount.currency', message: 'must be an ISO 4217 code of three capital letters' })
  }
  if (problems.length > 0) throw new InvalidPayment(problems)
  return { id, orderId, amount: { amount: amount.amount, currency: amount.currency } }
}
