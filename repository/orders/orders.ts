import type { Knex } from 'knex'
import type { KeyClaim } from '../../domain/orders/key-claim.js'
import type { Order, OrderAccess } from '../../domain/orders/order.js'
import type { OrderChange } from '../../domain/orders/order-change.js'
import { OrderNotFound } from '../../domain/orders/order-error.js'
import type { Offer } from '../../domain/orders/order-lines.js'
import type { OrderStatus } from '../../domain/orders/order-status.js'
import type { IncomingEvent, Orders } from '../../domain/orders/orders.js'
import type { ProductRow } from '../product-row.js'
import { withStorageFailures } from '../storage-error.js'
import { inTransaction, type Statements } from '../transaction.js'
import { claimKey } from './claim-key.js'
import { type OrderRow, type OrderWithLinesRow, orderOfRow, orderWithLines, summaryOfRow } from './order-row.js'
import { eventOfRow, type OutboxRow } from './outbox-row.js'
import { storeChange } from './store-change.js'

/**
 * Returns the orders in the table `orders`. Every transaction takes its locks in the same sequence, so that there is no deadlock: the
 * idempotency key (without waiting), the incoming event, the order, its products by id.
 */
export function orders(knex: Knex): Orders {
  return {
    place: (productIds, claim, decide) =>
      atomically(knex, async (transaction) => {
        const earlier = await claimKey(transaction, claim)
        if (earlier) return { order: earlier, repeated: true }
        const change = decide(await lockOffers(transaction, productIds))
        await storeChange(transaction, change, claim)
        return { order: change.order, repeated: false }
      }),

    change: (id, access, decide, { claim, event, paymentId } = {}) =>
      atomically(knex, async (transaction) => {
        const earlier = claim && (await claimKey(transaction, claim))
        if (earlier) return { order: earlier, repeated: true }
        const isHandled = event !== undefined && !(await receive(transaction, event))
        const order = await find(transaction, id, access, 'for update of o')
        if (isHandled || (paymentId !== undefined && (await isRecorded(transaction, id, paymentId)))) {
          return { order, repeated: true }
        }
        return { order: await applied(transaction, decide(order), claim), repeated: false }
      }),

    changeUnpaid: (at, decide) =>
      atomically(knex, async (transaction) => {
        const { rows } = await transaction.raw<{ rows: OrderWithLinesRow[] }>(
          `select ${orderWithLines} from orders o where o.status = 'placed' and o.pay_by <= :at
          order by o.pay_by, o.id limit 1 for update of o skip locked`,
          { at },
        )
        return rows[0] && applied(transaction, decide(orderOfRow(rows[0])), undefined)
      }),

    read: (id, access) => withStorageFailures(() => find(knex, id, access)),

    events: (id, access, { after, limit }) =>
      withStorageFailures(async () => {
        // The left join gives an order without events one row, and an unknown order none.
        const { rows } = await knex.raw<{ rows: (Progress & (OutboxRow | { id: null }))[] }>(
          `select o.status, o.version as present, e.id, e.order_id, e.version, e.type, e.data, e.occurred_at, e.traceparent, e.tracestate
          from orders o left join outbox e on e.order_id = o.id and e.version > :after::bigint
          where o.id = :id ${ownedBy(access)} order by e.version limit :limit`,
          { id, after, limit, ...customerOf(access) },
        )
        if (!rows[0]) throw new OrderNotFound(id)
        const { status, present: version } = rows[0]
        return { status, version, events: rows.flatMap((row) => (row.id === null ? [] : [eventOfRow(row)])) }
      }),

    versions: (ids) =>
      withStorageFailures(async () => {
        const rows = await knex<OrderRow>('orders').whereIn('id', ids).select('id', 'version')
        return new Map(rows.map(({ id, version }) => [id, version]))
      }),

    list: ({ access, status, after, limit }) =>
      withStorageFailures(async () => {
        const query = knex<OrderRow>('orders')
          .orderBy([
            { column: 'placed_at', order: 'desc' },
            { column: 'id', order: 'desc' },
          ])
          .limit(limit)
        if (access !== 'any') query.where('customer_id', access.customerId)
        if (status !== undefined) query.where('status', status)
        if (after) query.whereRaw('(placed_at, id) < (?::timestamptz, ?::uuid)', [after.key, after.id])
        return (await query.select('*')).map(summaryOfRow)
      }),
  }
}

/** The columns of an order beside an event. */
interface Progress {
  readonly status: OrderStatus
  readonly present: number
}

/** Stores the change and returns the order after it. */
async function applied(transaction: Statements, change: OrderChange, claim: KeyClaim | undefined): Promise<Order> {
  const { returned = [] } = change
  if (returned.length > 0)
    await lockOffers(
      transaction,
      returned.map(({ productId }) => productId),
    )
  await storeChange(transaction, change, claim)
  return change.order
}

async function find(knex: Statements, id: string, access: OrderAccess, lock = ''): Promise<Order> {
  const { rows } = await knex.raw<{ rows: OrderWithLinesRow[] }>(
    `select ${orderWithLines} from orders o where o.id = :id ${ownedBy(access)} ${lock}`,
    { id, ...customerOf(access) },
  )
  if (!rows[0]) throw new OrderNotFound(id)
  return orderOfRow(rows[0])
}

/** Returns the SQL condition for orders within the access. `o` is the table, and {@link customerOf} has the binding. */
function ownedBy(access: OrderAccess): string {
  return access === 'any' ? '' : 'and o.customer_id = :customerId'
}

function customerOf(access: OrderAccess): { readonly customerId?: string } {
  return access === 'any' ? {} : { customerId: access.customerId }
}

/** Locks the products with these ids against changes until the transaction ends, in the order of their ids. Returns those that exist. */
async function lockOffers(transaction: Statements, ids: readonly string[]): Promise<Offer[]> {
  const { rows } = await transaction.raw<{ rows: ProductRow[] }>(
    `select id, sku, name, price_amount, price_currency, stock from products
    where id = any(:ids::uuid[]) order by id for no key update`,
    { ids },
  )
  return rows.map(({ id, sku, name, price_amount, price_currency, stock }) => ({
    id,
    sku,
    name,
    price: { amount: price_amount, currency: price_currency },
    stock,
  }))
}

/** Reports whether this is the first handling of the event. Waits for another transaction that handles the event. */
async function receive(transaction: Statements, { consumer, id }: IncomingEvent): Promise<boolean> {
  const { rowCount } = await transaction.raw<{ rowCount: number }>(
    `insert into inbox (consumer, event_id, handled_at) values (:consumer, :id, now()) on conflict do nothing`,
    { consumer, id },
  )
  return rowCount === 1
}

/** Reports whether the payment is stored. Call it after the order was locked: only a later statement sees what rivals stored before. */
async function isRecorded(transaction: Statements, orderId: string, paymentId: string): Promise<boolean> {
  const { rows } = await transaction.raw<{ rows: unknown[] }>(
    'select from payments where order_id = :orderId and id = :paymentId',
    { orderId, paymentId },
  )
  return rows.length > 0
}

function atomically<T>(knex: Knex, work: (transaction: Statements) => Promise<T>): Promise<T> {
  return withStorageFailures(() => inTransaction(knex, work))
}
