import { types } from 'node:util'

/**
 * Checks a text that the application gives.
 *
 * @param what the text, as the message names it: `the help of an error`
 * @throws TypeError for what is no string
 */
export function checkText(what: string, given: unknown): void {
  if (typeof given !== 'string') throw new TypeError(`${what} is text; got ${nameOfValue(given)}`)
}

/** Checks a text that may be absent. @throws TypeError for what is neither a string nor `undefined` */
export function checkOptionalText(what: string, given: unknown): void {
  if (given !== undefined) checkText(what, given)
}

/** Checks a switch that may be absent. @throws TypeError for what is neither `true`, `false` nor `undefined` */
export function checkOptionalSwitch(what: string, given: unknown): void {
  if (given === undefined || typeof given === 'boolean') return
  throw new TypeError(`${what} is true or false; got ${nameOfValue(given)}`)
}

/** Checks a date. @throws TypeError for what is no `Date`, and for an invalid one */
export function checkDate(what: string, given: unknown): void {
  if (!types.isDate(given)) throw new TypeError(`${what} is a Date; got ${nameOfValue(given)}`)
  if (Number.isNaN(given.getTime())) throw new TypeError(`${what} is a valid date`)
}

/** Checks an object of names and values. @throws TypeError for `null`, lists and what is no object */
export function checkMembers(what: string, given: unknown): asserts given is object {
  if (typeof given !== 'object' || given === null || Symbol.iterator in given) {
    throw new TypeError(`${what} is an object of names and values; got ${nameOfValue(given)}`)
  }
}

/** A value as messages name it: text in quotes, `null`, a number, else its type. Long texts are not repeated. */
export function nameOfValue(value: unknown): string {
  if (typeof value === 'string') return value.length > 50 ? 'a long text' : `'${value}'`
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}
