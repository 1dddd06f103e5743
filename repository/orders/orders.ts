import type { Knex } from 'knex'
import type { KeyClaim } from '../../domain/orders/key-claim.js'
import type { Order, OrderAccess } from '../../domain/orders/order.js'
import type { OrderChange } from '../../domain/orders/order-change.js'
import { OrderNotFound } from '../../domain/orders/order-error.js'
import type { OrderStatus } from '../../domain/orders/order-status.js'
import type { IncomingEvent, Orders } from '../../domain/orders/orders.js'
import { namedStatement } from '../named-statement.js'
import { type Statements, statementsOf } from '../statements.js'
import { withStorageFailures } from '../storage-error.js'
import { inTransaction } from '../transaction.js'
import { claimKey } from './claim-key.js'
import { claimOffers, lockOffers } from './lock-offers.js'
import { type OrderRow, type OrderWithLinesRow, orderOfRow, orderWithLines, summaryOfRow } from './order-row.js'
import { eventOfRow, type OutboxRow } from './outbox-row.js'
import { storeChange } from './store-change.js'

/**
 * Returns the orders in the table `orders`. Every transaction takes its locks in the same sequence, so that there is no deadlock: the
 * idempotency key (without waiting), the incoming event, the order, its products by id.
 */
export function orders(knex: Knex): Orders {
  const pool = statementsOf(knex)
  return {
    place: (productIds, claim, decide) =>
      atomically(knex, async (transaction) => {
        const claimed = await claimOffers(transaction, claim, productIds)
        if ('earlier' in claimed) return { order: claimed.earlier, repeated: true }
        const change = decide(claimed.offers)
        await storeChange(transaction, change, claim)
        return { order: change.order, repeated: false }
      }),

    change: (id, access, decide, { claim, event, paymentId } = {}) =>
      atomically(knex, async (transaction) => {
        const earlier = claim && (await claimKey(transaction, claim))
        if (earlier) return { order: earlier, repeated: true }
        const isHandled = event !== undefined && !(await receive(transaction, event))
        const order = await find(transaction, id, access, locked)
        if (isHandled || (paymentId !== undefined && (await isRecorded(transaction, id, paymentId)))) {
          return { order, repeated: true }
        }
        return { order: await applied(transaction, decide(order), claim), repeated: false }
      }),

    changeUnpaid: (at, decide) =>
      atomically(knex, async (transaction) => {
        const { rows } = await transaction.run<OrderWithLinesRow>(nextUnpaid({ at }))
        return rows[0] && applied(transaction, decide(orderOfRow(rows[0])), undefined)
      }),

    read: (id, access) => withStorageFailures(() => find(pool, id, access)),

    events: (id, access, { after, limit }) =>
      withStorageFailures(async () => {
        const { rows } = await pool.run<Progress & (OutboxRow | { id: null })>(
          progress({ id, after, limit, customerId: customerOf(access) }),
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

/** The SQL condition for orders within the access. */
const owned = '(:customerId::text is null or o.customer_id = :customerId)'
const oneOrder = `select ${orderWithLines} from orders o where o.id = :id and ${owned}`

const unlocked = namedStatement<'id' | 'customerId'>(oneOrder)
const locked = namedStatement<'id' | 'customerId'>(`${oneOrder} for update of o`)
const nextUnpaid = namedStatement<'at'>(
  `select ${orderWithLines} from orders o where o.status = 'placed' and o.pay_by <= :at
  order by o.pay_by, o.id limit 1 for update of o skip locked`,
)
/** The left join gives an order without events one row, and an unknown order none. */
const progress = namedStatement<'id' | 'customerId' | 'after' | 'limit'>(
  `select o.status, o.version as present, e.id, e.order_id, e.version, e.type, e.data, e.occurred_at, e.traceparent, e.tracestate
  from orders o left join outbox e on e.order_id = o.id and e.version > :after::bigint
  where o.id = :id and ${owned} order by e.version limit :limit`,
)
const receiving = namedStatement<'consumer' | 'id'>(
  'insert into inbox (consumer, event_id, handled_at) values (:consumer, :id, now()) on conflict do nothing',
)
const payment = namedStatement<'orderId' | 'paymentId'>(
  'select from payments where order_id = :orderId and id = :paymentId',
)

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

async function find(statements: Statements, id: string, access: OrderAccess, lock = unlocked): Promise<Order> {
  const { rows } = await statements.run<OrderWithLinesRow>(lock({ id, customerId: customerOf(access) }))
  if (!rows[0]) throw new OrderNotFound(id)
  return orderOfRow(rows[0])
}

/** Returns the only customer whose orders are within the access, or null for all customers. */
function customerOf(access: OrderAccess): string | null {
  return access === 'any' ? null : access.customerId
}

/** Reports whether this is the first handling of the event. Waits for another transaction that handles the event. */
async function receive(transaction: Statements, { consumer, id }: IncomingEvent): Promise<boolean> {
  const { rowCount } = await transaction.run(receiving({ consumer, id }))
  return rowCount === 1
}

/** Reports whether the payment is stored. Call it after the order was locked: only a later statement sees what rivals stored before. */
async function isRecorded(transaction: Statements, orderId: string, paymentId: string): Promise<boolean> {
  const { rows } = await transaction.run(payment({ orderId, paymentId }))
  return rows.length > 0
}

function atomically<T>(knex: Knex, work: (transaction: Statements) => Promise<T>): Promise<T> {
  return withStorageFailures(() => inTransaction(knex, work))
}
