import type { KeyClaim } from '../../domain/orders/key-claim.js'
import type { OrderChange } from '../../domain/orders/order-change.js'
import { KeyInFlight } from '../../domain/orders/order-error.js'
import { productLimits } from '../../domain/products/product.js'
import { namedStatement } from '../named-statement.js'
import type { Statements } from '../statements.js'
import { digest } from './claim-key.js'
import { lineRows, orderRow, resultOfOrder } from './order-row.js'
import { outboxRow } from './outbox-row.js'

const newOrder = `
  written as (
    insert into orders
    select * from json_populate_record(null::orders, :order::json)
    returning 1
  ),
  lines as (
    insert into order_lines (order_id, position, product_id, sku, name, quantity, unit_amount)
    select :id::uuid, position, product_id, sku, name, quantity, unit_amount
    from json_populate_recordset(null::order_lines, :lines::json)
  )`

const changedOrder = `
  written as (
    update orders o
    set status = c.status, cancel_reason = c.cancel_reason, payment_id = c.payment_id,
      version = c.version, updated_at = c.updated_at
    from json_populate_record(null::orders, :order::json) c
    where o.id = c.id and o.version = :from
    returning 1
  )`

/** Returns the SQL that stores a change. The stock is bounded: pieces that return to a full stock are not counted. */
const statement = (written: string) => `
  with ${written},
  moved as (
    update products p
    set stock = least(p.stock + m.quantity, ${productLimits.stock}), version = p.version + 1, updated_at = :at
    from json_to_recordset(:pieces::json) as m(product_id uuid, quantity integer)
    where p.id = m.product_id and p.stock + m.quantity >= 0
    returning 1
  ),
  recorded as (
    insert into payments (order_id, id, amount, currency, recorded_at)
    select order_id, id, amount, currency, recorded_at
    from json_populate_recordset(null::payments, :received::json)
  ),
  told as (
    insert into outbox (id, order_id, version, type, data, occurred_at, traceparent, tracestate)
    select id, order_id, version, type, data, occurred_at, traceparent, tracestate
    from json_populate_recordset(null::outbox, :events::json)
  ),
  kept as (
    insert into idempotency_keys as k (caller, operation, key, fingerprint, result, expires_at)
    select caller, operation, key, fingerprint, result, expires_at
    from json_populate_recordset(null::idempotency_keys, :keys::json)
    on conflict (caller, operation, key) do update
    set fingerprint = excluded.fingerprint, result = excluded.result, expires_at = excluded.expires_at
    where k.expires_at <= :at
    returning 1
  )
  select
    (select count(*) from written) as written, (select count(*) from moved) as moved, (select count(*) from kept) as kept`

type Stored = 'at' | 'order' | 'pieces' | 'received' | 'events' | 'keys'

const placing = namedStatement<Stored | 'id' | 'lines'>(statement(newOrder))
const changing = namedStatement<Stored | 'from'>(statement(changedOrder))

/**
 * Stores a change of an order with its stock, payment, events and idempotency key in one statement. The transaction must have locked the
 * order and its products.
 * @throws {KeyInFlight} `key-in-flight` when another transaction stored the key between the snapshot and the lock of the claim
 */
export async function storeChange(
  transaction: Statements,
  change: OrderChange,
  claim: KeyClaim | undefined,
): Promise<void> {
  const { order, events, taken = [], returned = [], payment } = change
  const from = order.version - events.length
  const at = order.updatedAt
  const pieces = [
    ...taken.map(({ productId, quantity }) => ({ product_id: productId, quantity: -quantity })),
    ...returned.map(({ productId, quantity }) => ({ product_id: productId, quantity })),
  ]
  const payments = payment ? [{ order_id: order.id, id: payment.id, ...payment.amount, recorded_at: at }] : []
  const stored = {
    at,
    order: JSON.stringify(orderRow(order)),
    pieces: JSON.stringify(pieces),
    received: JSON.stringify(payments),
    events: JSON.stringify(events.map(outboxRow)),
    keys: JSON.stringify(claim ? [keyRow(claim, change)] : []),
  }
  const { rows } = await transaction.run<{ written: number; moved: number; kept: number }>(
    from === 0
      ? placing({ ...stored, id: order.id, lines: JSON.stringify(lineRows(order)) })
      : changing({ ...stored, from }),
  )
  const { written = 0, moved = 0, kept = 0 } = rows[0] ?? {}
  if (claim && kept === 0) throw new KeyInFlight()
  if (written === 0 || moved < taken.length)
    throw new Error('a locked row changed: the change of the order was not stored')
}

function keyRow(claim: KeyClaim, { order }: OrderChange) {
  const { caller, operation, key, expiresAt } = claim
  return { caller, operation, key, fingerprint: digest(claim), result: resultOfOrder(order), expires_at: expiresAt }
}
