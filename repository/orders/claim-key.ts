import { createHash } from 'node:crypto'
import type { KeyClaim } from '../../domain/orders/key-claim.js'
import type { Order } from '../../domain/orders/order.js'
import { KeyInFlight, KeyReused } from '../../domain/orders/order-error.js'
import { namedStatement } from '../named-statement.js'
import type { Statements } from '../transaction.js'
import { orderOfResult } from './order-row.js'

interface ClaimRow {
  readonly locked: boolean
  readonly fingerprint: string | null
  readonly result: Parameters<typeof orderOfResult>[0] | null
}

const claiming = namedStatement<'scope' | 'caller' | 'operation' | 'key' | 'at'>(
  `select pg_try_advisory_xact_lock(hashtextextended(:scope::text, 0)) as locked, k.fingerprint, k.result
  from (values (1)) as always
  left join idempotency_keys k
    on k.caller = :caller and k.operation = :operation and k.key = :key and k.expires_at > :at`,
)

/**
 * Claims an idempotency key for the transaction. Returns the order of the earlier request with the key. Returns `undefined` when the key
 * is free; the key is then locked until the transaction ends. Never waits for a lock.
 * @throws {KeyInFlight} `key-in-flight`
 * @throws {KeyReused} `key-reused`
 */
export async function claimKey(transaction: Statements, claim: KeyClaim): Promise<Order | undefined> {
  const { caller, operation, key, at } = claim
  const scope = JSON.stringify([caller, operation, key])
  const { rows } = await transaction.raw<{ rows: ClaimRow[] }>(...claiming({ scope, caller, operation, key, at }))
  const { locked = false, fingerprint = null, result = null } = rows[0] ?? {}
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
