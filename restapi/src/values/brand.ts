/**
 * Marks of the outcome classes of this package. They come from the global symbol registry: two copies of the package in one process
 * recognise each other's values, which `instanceof` does not.
 */
export const brands = {
  result: Symbol.for('@endware/restapi/result'),
  httpError: Symbol.for('@endware/restapi/http-error'),
  problem: Symbol.for('@endware/restapi/problem'),
  file: Symbol.for('@endware/restapi/file'),
  event: Symbol.for('@endware/restapi/event'),
  securityScheme: Symbol.for('@endware/restapi/security-scheme'),
  problemType: Symbol.for('@endware/restapi/problem-type'),
  provider: Symbol.for('@endware/restapi/provider'),
} as const

/** Reports whether `value` has this mark. The copy of the package that made the value makes no difference. */
export function isBranded(value: unknown, brand: symbol): boolean {
  return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[brand] === true
}
