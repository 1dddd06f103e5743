/** Whether `value` is a promise of any kind: of this realm or another, or what merely behaves as one. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
}
