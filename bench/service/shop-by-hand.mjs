import { createHash, randomUUID } from 'node:crypto'
import knexFactory from 'knex'
import pg from 'pg'
import { nameKey } from '../../dist/domain/products/name-key.js'

/** @typedef {import('knex').Knex} Knex */
/** @typedef {{ productId: string, quantity: number }} WantedLine */
/** @typedef {{ caller: string, key: string, lines: WantedLine[] }} NewOrder */

const columns = [
  'id',
  'sku',
  'name',
  'name_key',
  'description',
  'category',
  'price_amount',
  'price_currency',
  'stock',
  'version',
  'created_at',
  'updated_at',
]

const day = 24 * 60 * 60 * 1000
const hour = 60 * 60 * 1000

/** A refusal with a status, for the problem that answers it. */
export class Refused extends Error {
  /** @param {number} status @param {string} message @param {object} [more] members of the problem */
  constructor(status, message, more = {}) {
    super(message)
    this.status = status
    this.more = more
  }
}

/** The shop as it is written straight on knex, without domain and repository: the tables and the guarantees are the same. */
export function openShop(/** @type {string} */ url) {
  pg.types.setTypeParser(pg.types.builtins.INT8, Number)
  const knex = knexFactory({ client: 'pg', connection: url, pool: { min: 0, max: 10 } })
  return {
    async read(/** @type {string} */ id) {
      const row = await knex('products').where({ id }).first(columns)
      if (row === undefined) throw new Refused(404, `there is no product ${id}`)
      return productOf(row)
    },

    async list(/** @type {{ limit?: number | undefined, after?: string | undefined }} */ { limit = 20, after }) {
      const query = knex('products')
        .select(columns)
        .orderBy(['name_key', 'id'])
        .limit(limit + 1)
      if (after !== undefined) query.whereRaw('(name_key, id) > (?, ?::uuid)', positionOf(after))
      const rows = await query
      const items = rows.slice(0, limit).map(productOf)
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return { items, next: last && Buffer.from(`name ${last.id}${last.name_key}`).toString('base64url') }
    },

    async add(/** @type {any} */ content) {
      const at = new Date()
      const product = { id: randomUUID(), ...content, version: 1, createdAt: at, updatedAt: at }
      await knex('products').insert(rowOf(product)).catch(asRefusal)
      return product
    },

    place: (/** @type {NewOrder} */ order) => knex.transaction((transaction) => place(transaction, order)),
  }
}

/** Places an order in five round trips, BEGIN and COMMIT among them: the key, the products, and one statement that writes everything. */
async function place(/** @type {Knex} */ transaction, /** @type {NewOrder} */ { caller, key, lines: wanted }) {
  const fingerprint = createHash('sha256').update(JSON.stringify(wanted)).digest('hex')
  const claimed = await transaction.raw(
    `select pg_try_advisory_xact_lock(hashtextextended(?::text, 0)) as locked, k.fingerprint, k.result
    from (values (1)) as always left join idempotency_keys k
      on k.caller = ? and k.operation = 'place-order' and k.key = ? and k.expires_at > now()`,
    [`${caller} ${key}`, caller, key],
  )
  const { locked, fingerprint: earlier, result } = claimed.rows[0]
  if (result !== null) {
    if (earlier !== fingerprint) throw new Refused(422, 'the key was used for another order')
    return result
  }
  if (!locked) throw new Refused(409, 'the order is being placed')
  const { rows } = await transaction.raw(
    `select id, sku, name, price_amount, price_currency, stock from products
    where id = any(?::uuid[]) order by id for no key update`,
    [wanted.map(({ productId }) => productId)],
  )
  const order = orderOf(caller, wanted, rows)
  const { lines, total, id, placedAt: at, payBy } = order
  const event = { customerId: caller, lines, total, payBy }
  await transaction.raw(
    `with written as (
      insert into orders (id, customer_id, status, total_amount, currency, version, placed_at, updated_at, pay_by)
      values (:id, :caller, 'placed', :amount, :currency, 1, :at, :at, :payBy)
    ), listed as (
      insert into order_lines (order_id, position, product_id, sku, name, quantity, unit_amount)
      select :id, l.position, l."productId", l.sku, l.name, l.quantity, (l."unitPrice"->>'amount')::bigint
      from json_to_recordset(:lines::json)
        as l(position int, "productId" uuid, sku text, name text, quantity int, "unitPrice" json)
    ), moved as (
      update products p set stock = p.stock - l.quantity, version = p.version + 1, updated_at = :at
      from json_to_recordset(:lines::json) as l("productId" uuid, quantity int) where p.id = l."productId"
    ), told as (
      insert into outbox (id, order_id, version, type, data, occurred_at)
      values (:event, :id, 1, 'order.placed', :data::jsonb, :at)
    )
    insert into idempotency_keys (caller, operation, key, fingerprint, result, expires_at)
    values (:caller, 'place-order', :key, :fingerprint, :order::jsonb, :expires)`,
    {
      ...{ id, caller, key, fingerprint, at, payBy, amount: total.amount, currency: total.currency },
      lines: JSON.stringify(lines.map((line, index) => ({ position: index + 1, ...line }))),
      event: randomUUID(),
      data: JSON.stringify(event),
      order: JSON.stringify(order),
      expires: new Date(at.getTime() + day),
    },
  )
  return order
}

/** @param {string} caller @param {WantedLine[]} wanted @param {any[]} rows the products, locked */
function orderOf(caller, wanted, rows) {
  const found = new Map(rows.map((row) => [row.id, row]))
  const unknown = wanted.filter(({ productId }) => !found.has(productId))
  if (unknown.length > 0) throw new Refused(422, 'there are no such products', { products: unknown })
  const short = wanted.filter(({ productId, quantity }) => found.get(productId).stock < quantity)
  if (short.length > 0) throw new Refused(409, 'there are not enough pieces', { shortages: short })
  const currency = rows[0].price_currency
  if (rows.some((row) => row.price_currency !== currency)) throw new Refused(422, 'an order has one currency')
  const lines = wanted.map(({ productId, quantity }) => {
    const { sku, name, price_amount: amount } = found.get(productId)
    const unitPrice = { amount, currency }
    return { productId, sku, name, quantity, unitPrice, total: { amount: amount * quantity, currency } }
  })
  const at = new Date()
  const amount = lines.reduce((sum, { total }) => sum + total.amount, 0)
  return {
    id: randomUUID(),
    customerId: caller,
    status: 'placed',
    total: { amount, currency },
    lines,
    version: 1,
    placedAt: at,
    updatedAt: at,
    payBy: new Date(at.getTime() + hour),
  }
}

/** Returns the key and the id of a cursor. */
function positionOf(/** @type {string} */ after) {
  const text = Buffer.from(after, 'base64url').toString().slice('name '.length)
  if (!/^[\da-f-]{36}/.test(text)) throw new Refused(400, 'after is not the cursor of a page')
  return [text.slice(36), text.slice(0, 36)]
}

function asRefusal(/** @type {any} */ error) {
  throw error.code === '23505' ? new Refused(409, 'the SKU is taken') : error
}

function productOf(/** @type {any} */ row) {
  const { price_amount: amount, price_currency: currency, created_at: createdAt, updated_at: updatedAt } = row
  const { id, sku, name, description, category, stock, version } = row
  return { id, sku, name, description, category, price: { amount, currency }, stock, version, createdAt, updatedAt }
}

function rowOf(/** @type {any} */ product) {
  const { price, createdAt, updatedAt, ...same } = product
  const { amount: price_amount, currency: price_currency } = price
  const times = { created_at: createdAt, updated_at: updatedAt }
  return { ...same, ...times, name_key: nameKey(product.name), price_amount, price_currency }
}
