import type { ZodSchema } from '../schema/zod-schema.js'
import { isThenable } from '../values/value-kinds.js'

/** Reports whether the schema finds no fault in `value`, as far as it can tell at once. */
export function isValid(schema: ZodSchema, value: unknown): boolean {
  const result = schema['~standard'].validate(value)
  if (!isThenable(result)) return result.issues === undefined
  result.then(undefined, () => undefined)
  return true
}

/** The value that the schema itself makes of `value`, such as a default of nothing; undefined where it makes none at once. */
export function parsed(schema: ZodSchema, value: unknown): unknown {
  const result = schema['~standard'].validate(value)
  if (!isThenable(result)) return 'value' in result ? result.value : undefined
  result.then(undefined, () => undefined)
  return undefined
}
