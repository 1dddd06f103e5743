import { createHash } from 'node:crypto'
import type { KeyClaim } from '../../domain/orders/key-claim.js'
import type { Order } from '../../domain/orders/order.js'
import { KeyInFlight, KeyReused } from '../../domain/orders/order-error.js'
import { namedStatement } from '../named-statement.js'
import type { Statements } from '../statements.js'
import { orderOfResult } from './order-row.js'

/** A row that {@link keyLookup} returns. */
export interface KeyRow {
  readonly locked: boolean
  readonly fingerprint: string | null
  readonly result: Parameters<typeof orderOfResult>[0] | null
}

/**
 * The SQL that tries to lock an idempotency key until the transaction ends, and reads its result. It has one row. It never waits for a lock.
 * {@link keyValues} has the values.
 */
export const keyLookup = `select pg_try_advisory_xact_lock(hashtextextended(:scope::text, 0)) as locked, k.fingerprint, k.result
  from (values (1)) as always
  left join idempotency_keys k
    on k.caller = :caller and k.operation = :operation and k.key = :key and k.expires_at > :at`

/** The names of the values of {@link keyLookup}. */
export type KeyValue = 'scope' | 'caller' | 'operation' | 'key' | 'at'

export function keyValues({ caller, operation, key, at }: KeyClaim): Record<KeyValue, unknown> {
  return { scope: JSON.stringify([caller, operation, key]), caller, operation, key, at }
}

const claiming = namedStatement<KeyValue>(keyLookup)

/**
 * Claims an idempotency key for the transaction. Returns the order of the earlier request with the key. Returns `undefined` when the key
 * is free; the key is then locked until the transaction ends. Never waits for a lock.
 * @throws {KeyInFlight} `key-in-flight`
 * @throws {KeyReused} `key-reused`
 */
export async function claimKey(transaction: Statements, claim: KeyClaim): Promise<Order | undefined> {
  const { rows } = await transaction.run<KeyRow>(claiming(keyValues(claim)))
  return earlierOrder(claim, rows[0])
}

/**
 * Returns the order of the earlier request with the key, or `undefined` when the key is now locked for this one.
 * @throws {KeyInFlight} `key-in-flight`
 * @throws {KeyReused} `key-reused`
 */
export function earlierOrder(claim: KeyClaim, row: KeyRow | undefined): Order | undefined {
  const { locked = false, fingerprint = null, result = null } = row ?? {}
  if (result !== null) {
    if (fingerprint !== digest(claim)) throw new KeyReused()
    return orderOfResult(result)
  }
  if (!locked) throw new KeyInFlight()
  return undefined
}

/** Returns the stored form of the fingerprint of a claim. It has a fixed length. */
export function digest({ fingerprint }: KeyClaim): string {
  return createHash('sha256').update(fingerprint).digest('hex')
}
