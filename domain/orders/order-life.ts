import { IllegalStep } from './order-error.js'
import type { OrderStatus } from './order-status.js'

/** The life of an order: each status and the statuses that may follow it. */
const steps: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  placed: ['paid', 'cancelled'],
  paid: ['shipped', 'cancelled'],
  shipped: ['delivered'],
  delivered: [],
  cancelled: [],
}

/** Reports whether an order may change from one status to the other. */
export function isLegalStep(from: OrderStatus, to: OrderStatus): boolean {
  return steps[from].includes(to)
}

/** Reports whether an order may ever get from one status to the other, in one step or more. */
export function isReachable(from: OrderStatus, to: OrderStatus): boolean {
  return steps[from].some((next) => next === to || isReachable(next, to))
}

/** Reports whether a status is final. */
export function isLastStatus(status: OrderStatus): boolean {
  return steps[status].length === 0
}

/** Returns the new status. @throws {IllegalStep} `illegal-order-step` when it may not follow the status of the order */
export function step(
  { id, status }: { readonly id: string; readonly status: OrderStatus },
  to: OrderStatus,
): OrderStatus {
  if (!isLegalStep(status, to)) throw new IllegalStep(id, status, to)
  return to
}
