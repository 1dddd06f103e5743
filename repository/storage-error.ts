import { DomainError } from '../domain/domain-error.js'
import { InvalidProduct } from '../domain/products/product-error.js'
import { StorageUnavailable } from '../domain/storage-unavailable.js'
import { errorCode, errorText } from './thrown-error.js'

/** Classes of SQLSTATE that say nothing about the request, and pass: connection, rollback, resources, operator, system. */
const passingClasses = new Set(['08', '40', '53', '57', '58'])

/** A read-only server, a lock not granted, and credentials or a database that changed while the service was running. */
const passingStates = new Set(['25006', '55P03', '28000', '28P01', '3D000'])

/** Values that PostgreSQL can not store: out of range, too long, not text of its encoding, against a CHECK. */
const refusedStates = new Set(['22001', '22003', '22021', '22P05', '23514'])

/**
 * The error of `pg` or knex as an error of the domain: `storage-unavailable`, or `invalid-product` for values that PostgreSQL
 * refuses. Anything else is a fault of this program: an ordinary Error. The original is the `cause`; no message repeats its text,
 * which holds SQL.
 */
export function storageError(error: unknown): Error {
  if (error instanceof DomainError) return error
  if (isUnavailable(error)) return new StorageUnavailable({ cause: error })
  const code = errorCode(error)
  if (code !== undefined && refusedStates.has(code)) {
    return new InvalidProduct([{ path: '', message: 'holds a value that can not be stored' }], { cause: error })
  }
  return new Error(`the storage failed unexpectedly (${code ?? 'no code'})`, { cause: error })
}

/** Reports whether an error is a violation of the unique constraint with this name. */
export function isTaken(error: unknown, constraint: string): boolean {
  return errorCode(error) === '23505' && (error as { constraint?: unknown }).constraint === constraint
}

function isUnavailable(error: unknown): boolean {
  const code = errorCode(error)
  if (code === undefined) return lostConnection.test(errorText(error))
  if (code === 'ERR_STREAM_DESTROYED' || /^E(?!RR_)[A-Z_]+$/.test(code)) return true
  return passingStates.has(code) || (code.length === 5 && passingClasses.has(code.slice(0, 2)))
}

/** Messages without a code, of `pg`, knex and its pool, for a lost connection and for none available in time. */
const lostConnection =
  /connection terminated|connection ended|connection error|not queryable|timeout|unable to acquire a connection|aborted/i
