import { types } from 'node:util'
import type { ZodSchema } from '../schema/zod-schema.js'
import { ANYTHING } from './any-projection.js'
import type { Projection } from './projection.js'
import { ScalarProjection, type ScalarRules } from './scalar-projection.js'
import { isValid } from './zod-validity.js'

type Kind = Pick<ScalarRules, 'expected' | 'isOfKind' | 'scalar'>

/** The kinds of scalars. What JSON writes as text may stand where text is described, such as an id object with `toJSON`. */
const kinds: Readonly<Record<string, Kind>> = {
  string: { expected: 'a string', scalar: 'string', isOfKind: (_value, data) => typeof data === 'string' },
  template_literal: { expected: 'a string', scalar: 'string', isOfKind: (_value, data) => typeof data === 'string' },
  number: { expected: 'a number', scalar: 'number', isOfKind: (_value, data) => typeof data === 'number' },
  nan: { expected: 'NaN', scalar: 'number', isOfKind: (value) => Number.isNaN(value) },
  boolean: { expected: 'a boolean', scalar: 'boolean', isOfKind: (_value, data) => typeof data === 'boolean' },
  bigint: { expected: 'a bigint', isOfKind: (value) => typeof value === 'bigint' },
  symbol: { expected: 'a symbol', isOfKind: (value) => typeof value === 'symbol' },
  date: { expected: 'a date', isOfKind: (value) => types.isDate(value) },
  null: { expected: 'null', isOfKind: (value) => value === null },
  undefined: { expected: 'nothing', isOfKind: (value) => value === undefined },
  void: { expected: 'nothing', isOfKind: (value) => value === undefined },
}

/** Returns the projection of a schema of zod for scalars. A schema of an unknown kind lets every value through. */
export function scalarOf(schema: ZodSchema, absence: Projection['absence']): Projection {
  const { def, values } = schema._zod
  if (def.type === 'never') return NEVER
  if (def.type === 'enum' || def.type === 'literal') return constants(values ?? new Set(), absence)
  const kind = kinds[def.type]
  if (kind === undefined) return ANYTHING
  return new ScalarProjection({ ...kind, absence, isValid: validity(schema) })
}

function constants(values: ReadonlySet<unknown>, absence: Projection['absence']): Projection {
  const isOfKind = (value: unknown, data: unknown): boolean => values.has(value) || values.has(data)
  return new ScalarProjection({ expected: 'a constant', absence, isOfKind, constants: values })
}

/** Returns the check of a scalar's formats, bounds and patterns. Most schemas have none, and check the type alone. */
function validity(schema: ZodSchema): (value: unknown) => boolean {
  const { type, checks = [], format, coerce } = schema._zod.def
  if (coerce !== true && (checks.length > 0 || format !== undefined || type === 'template_literal'))
    return (value) => isValid(schema, value)
  if (type === 'number') return (value) => Number.isFinite(value)
  if (type === 'date') return (value) => !Number.isNaN(Number(value))
  return type === 'string' || type === 'boolean' ? (value) => typeof value === type : () => true
}

/** Drops every value. */
const NEVER: Projection = { absence: 'allowed', project: () => undefined, fit: () => 0 }
