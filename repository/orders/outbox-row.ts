import type { OrderEvent } from '../../domain/orders/order-event.js'

/** The columns of the table `outbox` that hold an event. */
export interface OutboxRow {
  readonly id: string
  readonly order_id: string
  readonly version: number
  readonly type: OrderEvent['type']
  readonly data: OrderEvent['data']
  readonly occurred_at: Date
  readonly traceparent: string | null
  readonly tracestate: string | null
}

export function outboxRow({ id, orderId, version, type, data, at, trace }: OrderEvent): OutboxRow {
  const { traceparent = null, tracestate = null } = trace ?? {}
  return { id, order_id: orderId, version, type, data, occurred_at: at, traceparent, tracestate }
}

export function eventOfRow(row: OutboxRow): OrderEvent {
  const { id, type, data, order_id, version, occurred_at, traceparent, tracestate } = row
  const trace = traceparent === null ? undefined : { traceparent, ...(tracestate !== null && { tracestate }) }
  // Every row was made of an event, so the type and the data fit together.
  return { id, type, orderId: order_id, version, at: occurred_at, data, ...(trace && { trace }) } as OrderEvent
}
