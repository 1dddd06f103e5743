import { type Shape, shapeOf } from './shape.js'
import type { JsonSchemaOptions, StandardSchema } from './standard-schema.js'

/**
 * The shape of what a schema accepts (`input`) or lets through (`output`), or `undefined` when its validator cannot tell.
 *
 * @throws TypeError for XML metadata that cannot be obeyed
 */
export function schemaShape(schema: StandardSchema, direction: 'input' | 'output'): Shape | undefined {
  const { jsonSchema } = schema['~standard']
  if (jsonSchema === undefined) return undefined
  let converted: Record<string, unknown>
  try {
    converted = jsonSchema[direction](conversion)
  } catch {
    return undefined // the validator has no JSON Schema for this schema; validation itself is not touched by that
  }
  return shapeOf(converted)
}

/** Asks zod for a schema even where JSON has no such type, and says what our codecs write for dates, bytes and big integers. */
export const conversion = {
  target: 'draft-2020-12',
  libraryOptions: { unrepresentable: 'any', override: describeWritten },
} as const satisfies JsonSchemaOptions

interface ZodConversion {
  readonly zodSchema: { readonly _zod: { readonly def: { readonly type: string } } }
  readonly jsonSchema: Record<string, unknown>
}

function describeWritten({ zodSchema, jsonSchema }: ZodConversion): void {
  const { type } = zodSchema._zod.def
  if (type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
  if (type === 'bigint') Object.assign(jsonSchema, { type: 'string', pattern: '^-?[0-9]+$' })
}
