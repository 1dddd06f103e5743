import type { Knex } from 'knex'
import type { EventBroker } from '../../domain/orders/event-broker.js'
import { withStorageFailures } from '../storage-error.js'

/** Returns the note in the table `event_broker`. */
export function eventBroker(knex: Knex): EventBroker {
  const isNoted = () => withStorageFailures(async () => (await knex('event_broker').first('is_only')) !== undefined)
  return {
    // A database that is read-only for a while has the note already, except at the first start with a broker.
    async note() {
      if (await isNoted()) return
      await withStorageFailures(async () => {
        await knex('event_broker').insert({ is_only: true }).onConflict().ignore()
      })
    },
    isNoted,
    forget: () => withStorageFailures(async () => (await knex('event_broker').delete()) > 0),
  }
}
