export type DatabaseErrorCode =
  | 'database-in-use'
  | 'database-refused'
  | 'database-unreachable'
  | 'database-unusable'
  | 'database-url-invalid'

/** Why a database can not be opened. The message is for the person who starts the service: what is wrong, and what to do; no secret. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'

  constructor(
    readonly code: DatabaseErrorCode,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options)
  }
}
