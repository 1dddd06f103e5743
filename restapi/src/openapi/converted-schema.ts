import { conversion } from '../schema-shape.js'
import type { JsonSchema } from '../shape.js'
import type { StandardSchema } from '../standard-schema.js'

/** What a request may hold, or what an answer holds. */
export type SchemaDirection = 'input' | 'output'

/** The JSON Schema of what a validator takes or gives, made by the validator itself; `undefined` when it cannot tell. */
export function convertedSchema(schema: StandardSchema, direction: SchemaDirection): JsonSchema | undefined {
  const { jsonSchema } = schema['~standard']
  if (jsonSchema === undefined) return undefined
  try {
    const { $schema: _, ...converted } = jsonSchema[direction](conversionFor(direction))
    return plain(converted)
  } catch {
    return undefined // the validator has no JSON Schema for this schema
  }
}

interface ZodConversion {
  readonly zodSchema: { readonly _zod: { readonly def: { readonly type: string; readonly catchall?: unknown } } }
  readonly jsonSchema: Record<string, unknown>
}

function conversionFor(direction: SchemaDirection): typeof conversion {
  const override = (context: ZodConversion): void => {
    const { def } = context.zodSchema._zod
    conversion.libraryOptions.override(context)
    // zod's `.readonly()` freezes the value in the program; in a document, readOnly means what clients must not send
    if (def.type === 'readonly') delete context.jsonSchema.readOnly
    // answers are not cut to their schema, so that of an object that is not strict promises nothing about other members
    if (direction === 'output' && def.type === 'object' && def.catchall === undefined) {
      delete context.jsonSchema.additionalProperties
    }
  }
  return { ...conversion, libraryOptions: { ...conversion.libraryOptions, override } }
}

/** As JSON would have it: dates in examples become text. */
function plain(schema: Record<string, unknown>): JsonSchema {
  return JSON.parse(JSON.stringify(schema)) as JsonSchema
}
