import type { Knex } from 'knex'
import type { Received } from '../broker.js'
import type { Purchase } from './buyers.js'

/** The differences between the purchases and what the tables and the broker have. All lists are empty if there is none. */
export interface LedgerFaults {
  /** Orders that were acknowledged and are not stored, or not as they were acknowledged. */
  readonly lost: readonly string[]
  /** Orders that are stored and that no buyer was told of. */
  readonly unacknowledged: readonly string[]
  /** Keys with more or less than one order. */
  readonly keys: readonly string[]
  /** Products whose missing stock is not what the orders have of them. */
  readonly stock: readonly string[]
  /** Orders without exactly one event for each version. */
  readonly events: readonly string[]
  /** Events that were never delivered. */
  readonly undelivered: readonly string[]
  /** Orders that are paid without one payment, or have a payment that nobody made. */
  readonly payments: readonly string[]
}

export interface Ledger {
  readonly purchases: readonly Purchase[]
  /** The ids of the orders that were paid. */
  readonly paid: ReadonlySet<string>
  /** The stock of each product before the purchases. */
  readonly stock: ReadonlyMap<string, number>
  /** The events that a queue at the broker has received. */
  readonly received: readonly Received[]
}

/** Compares the tables with what buyers were told and what the broker has delivered. */
export async function checkLedger(knex: Knex, { purchases, paid, stock, received }: Ledger): Promise<LedgerFaults> {
  const acknowledged = new Map(purchases.flatMap(({ key, order }) => (order ? [[order.id, key] as const] : [])))
  const orders = await knex('orders').select('id', 'status', 'version')
  const stored = new Map(orders.map((order) => [order.id as string, order]))
  const keys = await knex('idempotency_keys').select('key', knex.raw(`result ->> 'id' as id`))
  const ofKey = new Map(keys.map(({ key, id }) => [key as string, id as string]))
  const events = await knex('outbox').select('id', 'order_id', 'version', 'type')
  const known = new Set(purchases.map(({ key }) => key))
  const delivered = new Set(received.map(({ content }) => content.id))
  return {
    lost: [...acknowledged.keys()].filter((id) => !stored.has(id)),
    unacknowledged: [...stored.keys()].filter((id) => !acknowledged.has(id)),
    keys: [
      ...[...acknowledged].filter(([id, key]) => ofKey.get(key) !== id).map(([, key]) => key),
      ...[...ofKey.keys()].filter((key) => !known.has(key)),
    ],
    stock: await stockFaults(knex, stock),
    events: eventFaults(orders, events),
    undelivered: events.filter(({ id }) => !delivered.has(id)).map(({ id }) => id),
    payments: await paymentFaults(knex, paid),
  }
}

async function stockFaults(knex: Knex, before: Ledger['stock']): Promise<string[]> {
  const { rows } = await knex.raw(
    `select p.id, p.stock, coalesce(sum(l.quantity), 0) as sold
    from products p left join order_lines l on l.product_id = p.id group by p.id`,
  )
  return rows
    .filter(({ id }: Record<string, string>) => before.has(String(id)))
    .filter(({ id, stock, sold }: Record<string, string>) => Number(stock) + Number(sold) !== before.get(String(id)))
    .map(({ id, stock, sold }: Record<string, string>) => `${id}: ${before.get(String(id))} - ${sold} is not ${stock}`)
}

/** An order has one event for each of its versions, of which the first says that it was placed. */
function eventFaults(orders: readonly Row[], events: readonly Row[]): string[] {
  const versions = new Map<unknown, string[]>()
  for (const { order_id, version, type } of events) {
    versions.set(order_id, [...(versions.get(order_id) ?? []), `${version} ${type}`])
  }
  const expected = { placed: ['1 order.placed'], paid: ['1 order.placed', '2 order.paid'] }
  return orders.flatMap(({ id, status }) => {
    const found = (versions.get(id) ?? []).toSorted().join()
    return found === expected[status as keyof typeof expected]?.join() ? [] : [`${id} is ${status}: ${found}`]
  })
}

type Row = Readonly<Record<string, unknown>>

async function paymentFaults(knex: Knex, paid: ReadonlySet<string>): Promise<string[]> {
  const payments: string[] = await knex('payments').pluck('order_id')
  const statuses = await knex('orders').where('status', 'paid').pluck('id')
  return [
    ...payments.filter((id) => !paid.has(id)),
    ...payments.filter((id, index) => payments.indexOf(id, index + 1) !== -1),
    ...[...paid].filter((id) => !statuses.includes(id)),
  ]
}
