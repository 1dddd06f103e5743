import { types } from 'node:util'

/**
 * Checks that the application passed a string.
 *
 * @param what the argument, as the message names it: `the help of an error`
 * @throws TypeError for any other value
 */
export function checkText(what: string, given: unknown): void {
  if (typeof given !== 'string') throw new TypeError(`${what} must be text; got ${describeValue(given)}`)
}

/** Checks that the application passed a string or `undefined`. @throws TypeError for any other value */
export function checkOptionalText(what: string, given: unknown): void {
  if (given !== undefined) checkText(what, given)
}

/** Checks that the application passed `true`, `false` or `undefined`. @throws TypeError for any other value */
export function checkOptionalSwitch(what: string, given: unknown): void {
  if (given === undefined || typeof given === 'boolean') return
  throw new TypeError(`${what} must be true or false; got ${describeValue(given)}`)
}

/** Checks that the application passed a valid `Date`. @throws TypeError for any other value */
export function checkDate(what: string, given: unknown): void {
  if (!types.isDate(given)) throw new TypeError(`${what} must be a Date; got ${describeValue(given)}`)
  const year = given.getUTCFullYear()
  if (Number.isNaN(year)) throw new TypeError(`${what} must be a valid date; got an invalid one`)
  // RFC 9110 §5.6.7 gives the year four digits; recipients ignore other dates.
  if (year < 1 || year > 9999) throw new TypeError(`${what} must lie in the years 1 to 9999; got the year ${year}`)
}

/** Checks that the application passed an object of names and values. @throws TypeError for any other value, iterables included */
export function checkMembers(what: string, given: unknown): asserts given is object {
  if (typeof given !== 'object' || given === null || Symbol.iterator in given) {
    throw new TypeError(`${what} must be an object of names and values; got ${describeValue(given)}`)
  }
}

/** Describes a value in a message: short text in quotes, `null`, a number, else the type or the class. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return value.length > 50 ? 'a long text' : `'${value}'`
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`
  return typeof value === 'object' && value !== null ? describeObject(value) : String(value)
}

function describeObject(value: object): string {
  const { name } = (Object.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null)?.constructor ?? {}
  return typeof name === 'string' && name !== '' && name !== 'Object' ? `an object of class ${name}` : 'an object'
}
