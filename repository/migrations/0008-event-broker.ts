import type { Knex } from 'knex'

/** Creates the table that says that the events of this database go to a broker: it then has one row. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table event_broker (
      is_only boolean primary key default true check (is_only),
      since timestamptz(3) not null default now()
    )`)
}

/** The tables that `down` deletes with their rows. */
export const deletes = ['event_broker']

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table event_broker')
}
