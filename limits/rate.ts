/**
 * The classes of operations, each with a limit of its own: `orders` places orders, `transfers` exports and imports products, and others are
 * `reads` or `writes`.
 */
export type OperationClass = 'reads' | 'writes' | 'orders' | 'transfers'

/** A limit on the number of requests in a window of time. */
export interface Rate {
  readonly limit: number
  /** The length of the window, in seconds. It begins with the first request. */
  readonly window: number
}
