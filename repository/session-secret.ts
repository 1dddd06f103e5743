import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import { withStorageFailures } from './storage-error.js'

/** The length of the secret, in bytes. */
const secretLength = 32

/**
 * Returns the secret of sessions: 32 random bytes that all instances on this database share. The first call creates it, and it never
 * changes.
 * @throws {StorageUnavailable} `storage-unavailable`
 */
export function sessionSecret(knex: Knex): Promise<Uint8Array> {
  const read = () => knex<{ secret: Buffer }>('session_secret').first('secret')
  return withStorageFailures(async () => {
    const found = await read()
    if (found) return found.secret
    // Several instances that start together may reach this statement. The secret of the first one stays.
    await knex('session_secret')
      .insert({ secret: randomBytes(secretLength) })
      .onConflict()
      .ignore()
    const made = await read()
    if (!made) throw new Error('the secret of sessions was deleted while it was read')
    return made.secret
  })
}
