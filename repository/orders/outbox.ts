import type { Knex } from 'knex'
import type { ClaimedEvent, Outbox, ParkedEvent } from '../../domain/orders/outbox.js'
import { withStorageFailures } from '../storage-error.js'
import { eventOfRow, type OutboxRow } from './outbox-row.js'

type WaitingRow = OutboxRow & { readonly attempts: number; readonly last_error: string | null }
type ParkedRow = WaitingRow & { readonly parked_at: Date }

const reasonLength = 1000

/**
 * Returns the outbox in the table `outbox`. Each method is one statement. No transaction is open while an event is published, so a slow
 * broker holds no lock, and the only connection of PGlite stays free. The outbox keeps no position in a sequence, so an event that is
 * committed late is claimed late, but not lost.
 *
 * @param options.leavesToBroker true to claim no event while the events of this database go to a broker. @default false
 */
export function outbox(knex: Knex, { leavesToBroker = false } = {}): Outbox {
  const claimable = leavesToBroker ? 'not exists (select 1 from event_broker)' : 'true'
  /** The event with this id, unless it was published meanwhile by a relay that claimed it later. */
  const unpublished = (id: string) => knex('outbox').where('id', id).whereNull('published_at')

  return {
    claim: ({ at, until, limit }) =>
      withStorageFailures(async () => {
        const { rows } = await knex.raw<{ rows: WaitingRow[] }>(
          `with first as (
            select o.id from outbox o
            where ${claimable} and o.published_at is null and o.parked_at is null and (o.claimed_until is null or o.claimed_until <= :at)
              and not exists (
                select 1 from outbox earlier
                where earlier.order_id = o.order_id and earlier.version < o.version and earlier.published_at is null
              )
            order by o.occurred_at, o.order_id, o.version
            limit :limit for update skip locked
          )
          update outbox o set claimed_until = :until, attempts = o.attempts + 1
          from first where o.id = first.id
          returning o.id, o.order_id, o.version, o.type, o.data, o.occurred_at, o.traceparent, o.tracestate,
            o.attempts, o.last_error`,
          { at, until, limit },
        )
        const time = ({ event }: ClaimedEvent) => event.at.getTime()
        return rows.map(waitingOfRow).toSorted((one, other) => time(one) - time(other))
      }),

    published: (ids, at) =>
      withStorageFailures(async () => {
        // Relays whose claims have run out may mark the same events at once: locks by id keep them from waiting in a circle.
        await knex.raw(
          `with done as (
            select id from outbox where id = any(:ids::uuid[]) and published_at is null order by id for update
          )
          update outbox o set published_at = :at, claimed_until = null, parked_at = null, last_error = null
          from done where o.id = done.id`,
          { ids, at },
        )
      }),

    unclaim: (ids, until) =>
      withStorageFailures(async () => {
        await knex.raw(
          `with mine as (
            select id from outbox where id = any(:ids::uuid[]) and published_at is null and claimed_until = :until
            order by id for update
          )
          update outbox o set claimed_until = null, attempts = greatest(o.attempts - 1, 0) from mine where o.id = mine.id`,
          { ids, until },
        )
      }),

    failed: (id, reason, retryAt) =>
      withStorageFailures(async () => {
        await unpublished(id).update({ claimed_until: retryAt, last_error: shortened(reason) })
      }),

    park: (id, reason, at) =>
      withStorageFailures(async () => {
        await unpublished(id).update({ parked_at: at, claimed_until: null, last_error: shortened(reason) })
      }),

    release: (id) =>
      withStorageFailures(async () => {
        const released = await unpublished(id).whereNotNull('parked_at').update({ parked_at: null, attempts: 0 })
        return released === 1
      }),

    releaseAll: () =>
      withStorageFailures(async () =>
        knex('outbox').whereNull('published_at').whereNotNull('parked_at').update({ parked_at: null, attempts: 0 }),
      ),

    waiting: (limit) =>
      withStorageFailures(async () => {
        const rows: WaitingRow[] = await knex('outbox')
          .whereNull('published_at')
          .whereNull('parked_at')
          .orderBy(['occurred_at', 'order_id', 'version'])
          .limit(limit)
        return rows.map(waitingOfRow)
      }),

    parked: (limit) =>
      withStorageFailures(async () => {
        const rows: ParkedRow[] = await knex('outbox')
          .whereNull('published_at')
          .whereNotNull('parked_at')
          .orderBy(['parked_at', 'id'])
          .limit(limit)
        return rows.map(parkedOfRow)
      }),

    state: () =>
      withStorageFailures(async () => {
        const { rows } = await knex.raw<{ rows: { waiting: number; parked: number; oldest: Date | null }[] }>(
          `select count(*) filter (where parked_at is null) as waiting, count(parked_at) as parked,
            min(occurred_at) filter (where parked_at is null) as oldest
          from outbox where published_at is null`,
        )
        const { waiting = 0, parked = 0, oldest = null } = rows[0] ?? {}
        return { waiting, parked, ...(oldest && { oldestAt: oldest }) }
      }),
  }
}

/** Returns an event that waits, or that was claimed. */
function waitingOfRow(row: WaitingRow): ClaimedEvent {
  return { event: eventOfRow(row), attempts: row.attempts, ...(row.last_error !== null && { reason: row.last_error }) }
}

function parkedOfRow(row: ParkedRow): ParkedEvent {
  return { event: eventOfRow(row), attempts: row.attempts, reason: row.last_error ?? '', parkedAt: row.parked_at }
}

/** Returns text that the column can store: without NUL, and cut between code points. */
function shortened(reason: string): string {
  return Array.from(
    reason
      .replaceAll('\0', '')
      .toWellFormed()
      .slice(0, 2 * reasonLength),
  )
    .slice(0, reasonLength)
    .join('')
}
