import { DomainError } from '../domain/domain-error.js'
import { InvalidProduct } from '../domain/products/product-error.js'
import { StorageUnavailable } from '../domain/storage-unavailable.js'
import { errorCode, errorText } from './thrown-error.js'

/** Classes of SQLSTATE for passing failures that the request does not cause: connection, rollback, resources, operator, system. */
const passingClasses = new Set(['08', '40', '53', '57', '58'])

/**
 * States of a read-only server, of a transaction that was left alone for too long, of a lock that was not granted, of a database that takes
 * no connections, and of credentials, rights or a database that changed while the service ran.
 */
const passingStates = new Set(['25006', '25P03', '55P03', '55000', '28000', '28P01', '3D000', '42501'])

/** States of values that PostgreSQL cannot store: out of range, too long, not text of its encoding, against a CHECK. */
const refusedStates = new Set(['22001', '22003', '22021', '22P05', '23514'])

/**
 * Returns an error of `pg` or knex as an error of the domain: `storage-unavailable`, or `invalid-product` for values that PostgreSQL
 * refuses. Any other error is a fault of this program and becomes an ordinary Error. The original is the `cause`. Its text contains SQL,
 * so no message repeats it.
 */
export function storageError(error: unknown): Error {
  const code = errorCode(error)
  if (!(error instanceof DomainError) && code !== undefined && refusedStates.has(code)) {
    return new InvalidProduct([{ path: '', message: 'has a value that cannot be stored' }], { cause: error })
  }
  return storageFailure(error)
}

/**
 * Returns an error of `pg` or knex as `storage-unavailable`, for statements whose values are always valid. Any other error is a fault of
 * this program, a refused value too. It becomes an ordinary Error with the original as its `cause`.
 */
export function storageFailure(error: unknown): Error {
  if (error instanceof DomainError) return error
  if (isUnavailable(error)) return new StorageUnavailable({ cause: error, isUnreachable: isUnreachable(error) })
  return new Error(`the storage failed unexpectedly (${errorCode(error) ?? 'no code'})`, { cause: error })
}

/** Runs `work` on the storage and rethrows its errors as {@link storageFailure} returns them. */
export async function withStorageFailures<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw storageFailure(error)
  }
}

/** Reports whether the error is a violation of the unique constraint with this name. */
export function isTaken(error: unknown, constraint: string): boolean {
  return errorCode(error) === '23505' && (error as { constraint?: unknown }).constraint === constraint
}

function isUnavailable(error: unknown): boolean {
  const code = errorCode(error)
  if (code === undefined) return lostConnection.test(errorText(error))
  if (code === 'ERR_STREAM_DESTROYED' || /^E(?!RR_)[A-Z_]+$/.test(code)) return true
  return passingStates.has(code) || (code.length === 5 && passingClasses.has(code.slice(0, 2)))
}

/** Failures of a connection, and states of a server that ends or starts. */
const unreachableCodes =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT|ERR_STREAM_DESTROYED|08...|57P0[123])$/

/** Messages of a connection that was lost, could not be opened, or got no answer. */
const noAnswer =
  /connection terminated|connection ended|connection error|not queryable|opened no connection|timeout expired|did not answer/i

/** PgBouncer has no connection to give: it answers, so that the server behind it may be well. */
const busyPgbouncer = /no more connections allowed|query_wait_timeout/

/** Reports whether a failure is that of the way to the storage, or of a storage that does not answer, whatever was asked of it. */
function isUnreachable(error: unknown): boolean {
  const [code, text] = [errorCode(error), errorText(error)]
  return code === undefined ? noAnswer.test(text) : unreachableCodes.test(code) && !busyPgbouncer.test(text)
}

/** Messages of errors without a code, of `pg`, knex and its pool: the connection was lost, or none was free in time. */
const lostConnection =
  /connection terminated|connection ended|connection error|not queryable|timeout|unable to acquire a connection|aborted/i
