import type { CancelReason, Order, WantedLine } from './order.js'
import type { OrderChange } from './order-change.js'
import type { OrderEndedData, OrderEvent, OrderedPieces, RefundRequestedData } from './order-event.js'
import { step } from './order-life.js'
import { type Offer, pricedLines } from './order-lines.js'
import { type Payment, type RefundReason, refundReason } from './payment.js'
import type { StockPolicy } from './stock-policy.js'
import { type TraceContext, validTrace } from './trace-context.js'

/** The circumstances of a step. */
export interface StepContext {
  readonly at: Date
  /** Returns a new UUID. */
  readonly newId: () => string
  readonly trace?: TraceContext | undefined
}

type EventContent<Event extends OrderEvent = OrderEvent> = Event extends OrderEvent
  ? Pick<Event, 'type' | 'data'>
  : never

export interface NewOrder {
  readonly id: string
  readonly customerId: string
  readonly wanted: readonly WantedLine[]
  readonly payBy: Date
  /** @default 'strict' */
  readonly stockPolicy?: StockPolicy | undefined
}

/** Returns the change that places an order of these products. @throws the errors of `pricedLines` */
export function placed(newOrder: NewOrder, offers: readonly Offer[], context: StepContext): OrderChange {
  const { id, customerId, wanted, payBy, stockPolicy } = newOrder
  const { lines, total } = pricedLines(wanted, offers, stockPolicy)
  const { at } = context
  const order: Order = {
    id,
    customerId,
    status: 'placed',
    total,
    version: 0,
    placedAt: at,
    updatedAt: at,
    payBy,
    lines,
  }
  const eventLines = lines.map(({ productId, sku, quantity, unitPrice }) => ({ productId, sku, quantity, unitPrice }))
  const data = { customerId, lines: eventLines, total, payBy: payBy.toISOString() }
  return { ...changed(order, {}, [{ type: 'order.placed', data }], context), taken: wanted }
}

/**
 * Returns the change that cancels an order, puts its pieces back into stock and requests the refund of its payment, if it has one.
 * @throws {IllegalStep} `illegal-order-step`
 */
export function cancelled(order: Order, reason: CancelReason, context: StepContext): OrderChange {
  const status = step(order, 'cancelled')
  const { customerId, lines, total, paymentId } = order
  const pieces = lines.map(({ productId, sku, quantity }): OrderedPieces => ({ productId, sku, quantity }))
  const data: OrderEndedData = { customerId, lines: pieces, total }
  const events: EventContent[] = [{ type: reason === 'unpaid' ? 'order.expired' : 'order.cancelled', data }]
  if (paymentId !== undefined) events.push(refund(order, { id: paymentId, amount: total }, 'order-cancelled'))
  return { ...changed(order, { status, cancelReason: reason }, events, context), returned: lines }
}

/**
 * Returns the change that records a payment. A payment of exactly the total pays for an order that is `placed`. For any other payment the
 * order keeps its status, and the change requests a refund.
 */
export function paid(order: Order, payment: Payment, context: StepContext): OrderChange {
  const reason = refundReason(order, payment)
  if (reason !== undefined) return { ...changed(order, {}, [refund(order, payment, reason)], context), payment }
  const data = { customerId: order.customerId, paymentId: payment.id, amount: payment.amount }
  const status = step(order, 'paid')
  return { ...changed(order, { status, paymentId: payment.id }, [{ type: 'order.paid', data }], context), payment }
}

/** Returns the change that ships an order. @throws {IllegalStep} `illegal-order-step` */
export function shipped(order: Order, context: StepContext): OrderChange {
  const { customerId } = order
  return changed(order, { status: step(order, 'shipped') }, [{ type: 'order.shipped', data: { customerId } }], context)
}

/** Returns the change that delivers an order. @throws {IllegalStep} `illegal-order-step` */
export function delivered(order: Order, context: StepContext): OrderChange {
  const { customerId } = order
  const status = step(order, 'delivered')
  return changed(order, { status }, [{ type: 'order.delivered', data: { customerId } }], context)
}

function refund(
  { customerId }: Order,
  { id, amount }: Pick<Payment, 'id' | 'amount'>,
  reason: RefundReason,
): EventContent {
  const data: RefundRequestedData = { customerId, paymentId: id, amount, reason }
  return { type: 'order.refund-requested', data }
}

function changed(
  order: Order,
  members: Partial<Order>,
  contents: readonly EventContent[],
  { at, newId, trace }: StepContext,
): OrderChange {
  const valid = validTrace(trace)
  const events = contents.map(
    (content, index): OrderEvent => ({
      id: newId(),
      ...content,
      orderId: order.id,
      version: order.version + index + 1,
      at,
      ...(valid && { trace: valid }),
    }),
  )
  return { order: { ...order, ...members, version: order.version + contents.length, updatedAt: at }, events }
}
