import { memoizedByObject } from '../values/memoized-by-object.js'
import { convertSchema } from './schema-conversion.js'
import type { Shape } from './shape.js'
import { AS_SENT, shapeOf } from './shape-compiler.js'
import type { StandardSchema } from './standard-schema.js'
import { clear, isTransformation, type ZodConversion, type ZodSchema, zodConversion } from './zod-conversion.js'

/**
 * Returns the shape of the values that a schema accepts (`input`) or returns (`output`); `undefined` when its validator does not support
 * Standard JSON Schema. A schema is converted once for each direction.
 *
 * @throws TypeError for a schema that cannot be converted, naming the member, and for invalid XML metadata
 */
export function schemaShape(schema: StandardSchema, direction: 'input' | 'output'): Shape | undefined {
  return direction === 'input' ? inputShape(schema) : outputShape(schema)
}

const inputShape = memoizedByObject((schema: StandardSchema) => convertedShape(schema, 'input', describeInput))
const outputShape = memoizedByObject((schema: StandardSchema) => convertedShape(schema, 'output', describeOutput))

function convertedShape(
  schema: StandardSchema,
  direction: 'input' | 'output',
  describe: (conversion: ZodConversion) => void,
): Shape | undefined {
  const converted = convertSchema(schema, direction, zodConversion(describe))
  return converted === undefined ? undefined : shapeOf(converted)
}

/**
 * Adapts the JSON Schema of an input: a big integer gets the format `bigint`, the input of a transformation gets {@link AS_SENT}, and a
 * member with `catch` is not required.
 */
function describeInput({ zodSchema, jsonSchema }: ZodConversion): void {
  const { def } = zodSchema._zod
  if (def.type === 'bigint' || isBigintLiteral(def)) {
    const { xml } = jsonSchema
    clear(jsonSchema)
    Object.assign(jsonSchema, { type: 'string', format: 'bigint', ...(xml === undefined ? {} : { xml }) })
  }
  // zod leaves the format out, since JSON Schema's `time` has an offset
  if (def.type === 'string' && def.format === 'time') jsonSchema.format = 'time'
  if (def.type === 'object' && Array.isArray(jsonSchema.required)) {
    const { shape = {} } = def
    jsonSchema.required = jsonSchema.required.filter((key: string) => !catches(shape[key]))
  }
  if (isTransformation(def)) {
    const { xml } = jsonSchema
    clear(jsonSchema)
    Object.assign(jsonSchema, { [AS_SENT]: true, ...(xml === undefined ? {} : { xml }) })
  }
}

/**
 * Adapts the JSON Schema of an output: a member that may be absent from the input is not required. XML has no element for an empty list,
 * and a reader with a default would use the default. The writer marks an empty list of a member that is not required.
 */
function describeOutput({ zodSchema, jsonSchema }: ZodConversion): void {
  const { type, shape = {} } = zodSchema._zod.def
  if (type !== 'object' || !Array.isArray(jsonSchema.required)) return
  jsonSchema.required = jsonSchema.required.filter((key: string) => shape[key]?._zod.optin === undefined)
}

/** Reports whether a schema has a value for input of any kind. */
function catches(schema: ZodSchema | undefined): boolean {
  if (schema === undefined) return false
  const { type, innerType, in: input } = schema._zod.def
  return type === 'catch' || catches(innerType ?? input)
}

function isBigintLiteral({
  type,
  values,
}: {
  readonly type: string
  readonly values?: readonly unknown[] | undefined
}): boolean {
  return type === 'literal' && values !== undefined && values.every((value) => typeof value === 'bigint')
}
