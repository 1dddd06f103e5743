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
