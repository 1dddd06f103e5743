/**
 * Marks of this package's outcome classes. They come from the global symbol registry, so that two copies of the
 * package in one process recognise each other's values, which `instanceof` would not.
 */
export const brands = {
  result: Symbol.for('@endware/restapi/result'),
  httpError: Symbol.for('@endware/restapi/http-error'),
  problem: Symbol.for('@endware/restapi/problem'),
  event: Symbol.for('@endware/restapi/event'),
  problemType: Symbol.for('@endware/restapi/problem-type'),
} as const

/** Whether `value` carries the mark of one of this package's classes, from whichever copy of the package. */
export function isBranded(value: unknown, brand: symbol): boolean {
  return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[brand] === true
}
