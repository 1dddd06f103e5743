import type { CancelReason, Order, OrderLine, OrderSummary } from '../../domain/orders/order.js'
import type { OrderStatus } from '../../domain/orders/order-status.js'

/** A row of the table `orders`, as `pg` returns it. */
export interface OrderRow {
  readonly id: string
  readonly customer_id: string
  readonly status: OrderStatus
  readonly cancel_reason: CancelReason | null
  readonly payment_id: string | null
  readonly total_amount: number
  readonly currency: string
  readonly version: number
  readonly placed_at: Date
  readonly updated_at: Date
  readonly pay_by: Date
}

/** A row of the table `order_lines` without the id of its order. */
export interface OrderLineRow {
  readonly position: number
  readonly product_id: string
  readonly sku: string
  readonly name: string
  readonly quantity: number
  readonly unit_amount: number
}

/** The SQL of the columns of an order, with its lines in a column `lines`. `o` is the table `orders`. */
export const orderWithLines = `o.*, (
  select json_agg(json_build_object('product_id', l.product_id, 'sku', l.sku, 'name', l.name,
    'quantity', l.quantity, 'unit_amount', l.unit_amount) order by l.position)
  from order_lines l where l.order_id = o.id
) as lines`

export type OrderWithLinesRow = OrderRow & { readonly lines: readonly Omit<OrderLineRow, 'position'>[] }

export function orderRow(order: OrderSummary): OrderRow {
  return {
    id: order.id,
    customer_id: order.customerId,
    status: order.status,
    cancel_reason: order.cancelReason ?? null,
    payment_id: order.paymentId ?? null,
    total_amount: order.total.amount,
    currency: order.total.currency,
    version: order.version,
    placed_at: order.placedAt,
    updated_at: order.updatedAt,
    pay_by: order.payBy,
  }
}

export function lineRows({ lines }: Order): OrderLineRow[] {
  return lines.map(({ productId, sku, name, quantity, unitPrice }, index) => ({
    position: index + 1,
    product_id: productId,
    sku,
    name,
    quantity,
    unit_amount: unitPrice.amount,
  }))
}

export function summaryOfRow(row: OrderRow): OrderSummary {
  return {
    id: row.id,
    customerId: row.customer_id,
    status: row.status,
    ...(row.cancel_reason !== null && { cancelReason: row.cancel_reason }),
    ...(row.payment_id !== null && { paymentId: row.payment_id }),
    total: { amount: row.total_amount, currency: row.currency },
    version: row.version,
    placedAt: row.placed_at,
    updatedAt: row.updated_at,
    payBy: row.pay_by,
  }
}

export function orderOfRow(row: OrderWithLinesRow): Order {
  const { currency } = row
  const lines = row.lines.map(
    ({ product_id, sku, name, quantity, unit_amount }): OrderLine => ({
      productId: product_id,
      sku,
      name,
      quantity,
      unitPrice: { amount: unit_amount, currency },
      total: { amount: unit_amount * quantity, currency },
    }),
  )
  return { ...summaryOfRow(row), lines }
}

type StoredResult = Omit<OrderWithLinesRow, 'placed_at' | 'updated_at' | 'pay_by'> & {
  readonly placed_at: string
  readonly updated_at: string
  readonly pay_by: string
}

/** Returns the order as a JSON value that {@link orderOfResult} reads. */
export function resultOfOrder(order: Order): unknown {
  return { ...orderRow(order), lines: lineRows(order) }
}

/** Returns the order that {@link resultOfOrder} made the JSON value of. */
export function orderOfResult(result: StoredResult): Order {
  const { placed_at, updated_at, pay_by } = result
  const dates = { placed_at: new Date(placed_at), updated_at: new Date(updated_at), pay_by: new Date(pay_by) }
  return orderOfRow({ ...result, ...dates })
}
