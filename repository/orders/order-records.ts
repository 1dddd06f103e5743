import type { Knex } from 'knex'
import type { OrderRecords } from '../../domain/orders/order-records.js'
import { withStorageFailures } from '../storage-error.js'

/** Returns the records of orders in the tables `idempotency_keys`, `outbox` and `inbox`. */
export function orderRecords(knex: Knex): OrderRecords {
  async function remove(
    table: string,
    column: string,
    comparison: '<' | '<=',
    time: Date,
    limit: number,
  ): Promise<number> {
    return withStorageFailures(async () => {
      const { rowCount } = await knex.raw<{ rowCount: number }>(
        `delete from ${table} where ctid = any(array(
          select ctid from ${table} where ${column} ${comparison} :time order by ${column} limit :limit for update skip locked
        ))`,
        { time, limit },
      )
      return rowCount
    })
  }

  return {
    removeExpiredKeys: (at, limit) => remove('idempotency_keys', 'expires_at', '<=', at, limit),
    removePublishedEvents: (before, limit) => remove('outbox', 'published_at', '<', before, limit),
    removeHandledEvents: (before, limit) => remove('inbox', 'handled_at', '<', before, limit),
  }
}
