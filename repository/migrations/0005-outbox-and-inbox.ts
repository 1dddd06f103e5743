import type { Knex } from 'knex'

/**
 * Creates the outbox and the inbox. The outbox holds the events to publish. An event may be published when every event of its order with
 * a lower version has been published, so a parked event holds back the later ones. Until `claimed_until`, only the relay that claimed the
 * event may publish it. The inbox holds the ids of handled events of other systems, one row for each consumer.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table outbox (
      id uuid primary key,
      order_id uuid not null references orders,
      version integer not null check (version >= 1),
      type text not null check (char_length(type) between 1 and 100),
      data jsonb not null,
      occurred_at timestamptz(3) not null,
      traceparent text check (char_length(traceparent) = 55),
      tracestate text check (char_length(tracestate) <= 512),
      attempts integer not null default 0 check (attempts >= 0),
      claimed_until timestamptz(3),
      published_at timestamptz(3),
      parked_at timestamptz(3),
      last_error text check (char_length(last_error) <= 1000),
      constraint outbox_version_once unique (order_id, version),
      constraint outbox_end check (published_at is null or parked_at is null)
    )`)
  await knex.raw(`
    create index outbox_waiting on outbox (occurred_at, order_id, version) where published_at is null and parked_at is null`)
  await knex.raw('create index outbox_unpublished on outbox (order_id, version) where published_at is null')
  await knex.raw('create index outbox_published on outbox (published_at) where published_at is not null')
  await knex.raw(`
    create table inbox (
      consumer text not null check (char_length(consumer) between 1 and 100),
      event_id text not null check (char_length(event_id) between 1 and 255),
      handled_at timestamptz(3) not null,
      primary key (consumer, event_id)
    )`)
  await knex.raw('create index inbox_by_time on inbox (handled_at)')
}

/** The tables that `down` deletes with their rows. */
export const deletes = ['outbox', 'inbox']

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table inbox, outbox')
}
