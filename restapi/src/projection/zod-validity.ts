import type { ZodSchema } from '../schema/zod-schema.js'
import { isThenable } from '../values/value-kinds.js'

/** Reports whether the schema accepts `value`. An asynchronous schema counts as accepting. */
export function isValid(schema: ZodSchema, value: unknown): boolean {
  const result = schema['~standard'].validate(value)
  if (!isThenable(result)) return result.issues === undefined
  result.then(undefined, () => undefined)
  return true
}

/** Returns the output of the schema, such as its default; `undefined` for an invalid value or an asynchronous schema. */
export function parsed(schema: ZodSchema, value: unknown): unknown {
  const result = schema['~standard'].validate(value)
  if (!isThenable(result)) return 'value' in result ? result.value : undefined
  result.then(undefined, () => undefined)
  return undefined
}
