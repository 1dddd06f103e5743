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

/** Returns the path in the target of a request: without query, scheme and authority, which a client may send (RFC 9112 §3.2.2). */
export function pathIn(target: string): string {
  const local = target.startsWith('/') ? target : target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '')
  const query = local.indexOf('?')
  return (query === -1 ? local : local.slice(0, query)) || '/'
}
