import type { HttpError } from '../outcomes/http-error.js'
import { ownError } from '../outcomes/own-error.js'

/** Returns the 500 for an answer that the contract does not describe. Only `onFailure` gets `why`. */
export function invalidResponse(why: string): HttpError<500> {
  return ownError('invalid-response', '', { cause: new TypeError(why) })
}

/** Returns the 500 for a value of another kind than the schema describes. */
export function misfit(expected: string, value: unknown, key: string | number): HttpError<500> {
  const where = key === '' ? '' : `, at the property ${JSON.stringify(String(key))}`
  return invalidResponse(`the value does not fit the contract: expected ${expected}, got ${kindOf(value)}${where}`)
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (typeof value !== 'object') return `a ${typeof value}`
  return Array.isArray(value) ? 'a list' : 'an object'
}
