import { convertSchema } from './schema-conversion.js'
import type { Shape } from './shape.js'
import { AS_SENT, shapeOf } from './shape-compiler.js'
import type { StandardSchema } from './standard-schema.js'
import { type ZodConversion, zodConversion } from './zod-conversion.js'

/**
 * The shape of what a schema accepts (`input`) or lets through (`output`), or `undefined` when its validator cannot tell.
 *
 * @throws TypeError for a schema that cannot be understood, with the member, and for XML metadata that cannot be obeyed
 */
export function schemaShape(schema: StandardSchema, direction: 'input' | 'output'): Shape | undefined {
  const converted = convertSchema(
    schema,
    direction,
    zodConversion(direction === 'input' ? describeRead : describeReturning),
  )
  return converted === undefined ? undefined : shapeOf(converted)
}

/** Says how text is read: big integers are no mere text, and what a transformation comes before is text as it was sent. */
function describeRead({ zodSchema, jsonSchema }: ZodConversion): void {
  const { def } = zodSchema._zod
  if (def.type === 'bigint' || isBigintLiteral(def)) {
    const { xml } = jsonSchema
    clear(jsonSchema)
    Object.assign(jsonSchema, { type: 'string', format: 'bigint', ...(xml === undefined ? {} : { xml }) })
  }
  if (def.type === 'transform' || (def.type === 'pipe' && def.in?._zod.def.type === 'transform')) {
    const { xml } = jsonSchema
    clear(jsonSchema)
    Object.assign(jsonSchema, { [AS_SENT]: true, ...(xml === undefined ? {} : { xml }) })
  }
}

/**
 * Requires only members that must be there on the way back, too. Of a list with a default, XML would have no element for an empty one,
 * and a reader would take that for the default; where the member is not required, the writer marks the empty list.
 */
function describeReturning({ zodSchema, jsonSchema }: ZodConversion): void {
  const { type, shape = {} } = zodSchema._zod.def
  if (type !== 'object' || !Array.isArray(jsonSchema.required)) return
  jsonSchema.required = jsonSchema.required.filter((key: string) => shape[key]?._zod.optin === undefined)
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

function clear(jsonSchema: Record<string, unknown>): void {
  for (const keyword of Object.keys(jsonSchema)) delete jsonSchema[keyword]
}
