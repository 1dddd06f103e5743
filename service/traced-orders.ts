import type { Cause, OrderManagement } from '../domain/orders/order-management.js'
import { noTracing, type Tracing } from '../telemetry/tracing/tracing.js'

/**
 * Returns the use cases with each change in the trace of its cause, which is that of the request or of the message of another system. The
 * events of a change continue the span in which it was made.
 */
export function tracedOrders(orders: OrderManagement, tracing: Tracing): OrderManagement {
  if (tracing === noTracing) return orders
  function traced<Result>(name: string, cause: Cause = {}, change: (cause: Cause) => Result): Result {
    return tracing.inTrace(name, cause.trace, () => change({ ...cause, trace: tracing.current() ?? cause.trace }))
  }
  return {
    ...orders,
    place: (lines, request, cause) => traced('place order', cause, (own) => orders.place(lines, request, own)),
    cancel: (id, access, request, cause) =>
      traced('cancel order', cause, (own) => orders.cancel(id, access, request, own)),
    pay: (payment, cause) => traced('pay for order', cause, (own) => orders.pay(payment, own)),
    ship: (id, cause) => traced('ship order', cause, (own) => orders.ship(id, own)),
    deliver: (id, cause) => traced('deliver order', cause, (own) => orders.deliver(id, own)),
  }
}
