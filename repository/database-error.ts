export type DatabaseErrorCode =
  | 'database-in-use'
  | 'database-missing'
  | 'database-outdated'
  | 'database-read-only'
  | 'database-refused'
  | 'database-unreachable'
  | 'database-unusable'
  | 'database-url-invalid'

/** The database cannot be opened. The message tells the person who starts the service the cause and the remedy. It contains no secret. */
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
