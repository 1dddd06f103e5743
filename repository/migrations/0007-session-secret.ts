import type { Knex } from 'knex'

/** Creates the table of the secret that encrypts the cookies of sessions. It has one row. Without the row, the next start ends all sessions. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table session_secret (
      is_only boolean primary key default true check (is_only),
      secret bytea not null check (octet_length(secret) = 32),
      created_at timestamptz(3) not null default now()
    )`)
}

/** The tables that `down` deletes with their rows. */
export const deletes = ['session_secret']

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table session_secret')
}
