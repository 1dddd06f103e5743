/** The code of the failure of a request that came before the database was open. The start has records, so that this failure needs no cause. */
export const starting = 'starting'

/**
 * The code of the failure of a request while the storage could not be reached. The outage has a record, so that this failure has a reason and
 * no stack.
 */
export const unreachable = 'storage-unreachable'

/** The failure of a request. */
export interface RequestFailure {
  readonly requestId: string | undefined
  readonly method: string
  /** The path without the query. */
  readonly path: string
  /** The short name of the failure. */
  readonly code: string
  readonly cause: unknown
}
