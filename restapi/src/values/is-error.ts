import { types } from 'node:util'

/** Whether `value` is an Error, of this realm or another: what Node itself throws is of another where tests or plug-ins run in contexts. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value)
}
