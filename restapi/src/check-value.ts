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
