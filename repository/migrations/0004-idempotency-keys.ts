import type { Knex } from 'knex'

/**
 * Creates the table of idempotency keys of successful requests. `result` is the value that a repetition returns, `fingerprint` a SHA-256
 * in hexadecimal.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table idempotency_keys (
      caller text not null check (char_length(caller) between 1 and 255),
      operation text not null check (operation in ('place-order', 'cancel-order')),
      key text not null check (char_length(key) between 1 and 255),
      fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
      result jsonb not null,
      expires_at timestamptz(3) not null,
      primary key (caller, operation, key)
    )`)
  await knex.raw('create index idempotency_keys_by_expiry on idempotency_keys (expires_at)')
}

/** The tables that `down` deletes with their rows. */
export const deletes = ['idempotency_keys']

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table idempotency_keys')
}
