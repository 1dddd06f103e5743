import { describe, expect, test } from '@jest/globals'
import { isLastStatus, isLegalStep, step } from '../../../domain/orders/order-life.js'
import { type OrderStatus, orderStatuses } from '../../../domain/orders/order-status.js'

const legal = new Set(['placed paid', 'placed cancelled', 'paid shipped', 'paid cancelled', 'shipped delivered'])
const pairs = orderStatuses.flatMap((from) => orderStatuses.map((to): [OrderStatus, OrderStatus] => [from, to]))

describe('the life of an order', () => {
  test.each(pairs.filter((pair) => legal.has(pair.join(' '))))('allows the step from %s to %s', (from, to) => {
    expect(isLegalStep(from, to)).toBe(true)
    expect(step({ id: '7', status: from }, to)).toBe(to)
  })

  test.each(pairs.filter((pair) => !legal.has(pair.join(' '))))('refuses the step from %s to %s', (from, to) => {
    expect(isLegalStep(from, to)).toBe(false)
    expect(() => step({ id: '7', status: from }, to)).toThrow(
      expect.objectContaining({
        name: 'IllegalStep',
        code: 'illegal-order-step',
        id: '7',
        from,
        to,
        message: `an order that is ${from} cannot become ${to}`,
      }),
    )
  })

  test('ends with its delivery or its cancellation', () => {
    expect(orderStatuses.filter(isLastStatus)).toEqual(['delivered', 'cancelled'])
  })
})
