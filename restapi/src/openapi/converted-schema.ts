import { convertSchema } from '../schema/schema-conversion.js'
import type { JsonSchema } from '../schema/shape.js'
import type { StandardSchema } from '../schema/standard-schema.js'

import { givenId, isRepeatedId, type ZodConversion, type ZodSchema, zodConversion } from '../schema/zod-conversion.js'
import { documentXml } from './document-xml.js'
import { mapSchema } from './map-schema.js'
import { withOnePattern } from './one-pattern.js'

/** What a request may hold, or what an answer holds. */
export type SchemaDirection = 'input' | 'output'

/**
 * The JSON Schema of what a validator takes or gives, made by the validator itself; `undefined` when it gives none.
 *
 * @throws TypeError for a schema that cannot be converted, and for different schemas with one `id`
 */
export function convertedSchema(schema: StandardSchema, direction: SchemaDirection): JsonSchema | undefined {
  const converted = convertSchema(
    schema,
    direction,
    zodConversion(direction === 'output' ? describeOutput : describeInput),
  )
  if (converted === undefined) return undefined
  const { $schema: _, ...described } = converted
  return mapSchema(withOneSchemaAnId(plain(described)), (each) => withOnePattern(each))
}

function describeInput({ zodSchema, jsonSchema }: ZodConversion): void {
  // zod's `.readonly()` freezes the value in the program; in a document, readOnly means what clients must not send
  if (zodSchema._zod.def.type === 'readonly') delete jsonSchema.readOnly
  if (jsonSchema.xml !== undefined) jsonSchema.xml = documentXml(jsonSchema.xml, jsonSchema)
  if (zodSchema._zod.def.type === 'string') describePatterns(zodSchema, jsonSchema)
}

/** Writes out the flags of patterns, which JSON Schema has no place for. */
function describePatterns({ _zod: { def } }: ZodSchema, jsonSchema: Record<string, unknown>): void {
  const expressions = [def.pattern, ...(def.checks ?? []).map((check) => check._zod.def.pattern)]
  const flags = new Map(expressions.flatMap((each) => (each instanceof RegExp ? [[each.source, each.flags]] : [])))
  const described = withOnePattern({ ...jsonSchema }, (source) => flags.get(source) ?? '')
  for (const key of ['pattern', 'allOf']) delete jsonSchema[key]
  Object.assign(jsonSchema, described)
}

function describeOutput(conversion: ZodConversion): void {
  const { def } = conversion.zodSchema._zod
  describeInput(conversion)
  // Such an object leaves without other members today. A later version may add some, and clients that check answers by this document
  // must not refuse them; `z.strictObject` says that there will be none.
  if (def.type === 'object' && def.catchall === undefined) delete conversion.jsonSchema.additionalProperties
}

/** As JSON would have it: dates in examples become text. */
function plain(schema: Record<string, unknown>): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(schema)) as Readonly<Record<string, unknown>>
}

/** The same with one definition for equal schemas of one `id`, which functions that make schemas give. */
function withOneSchemaAnId(schema: Readonly<Record<string, unknown>>): JsonSchema {
  const definitions = Object.entries((schema.$defs ?? {}) as Readonly<Record<string, unknown>>)
  if (!definitions.some(([name]) => isRepeatedId(name))) return schema
  const merged = new Map<string, unknown>()
  for (const [name, definition] of definitions.map((entry) => withPlainIds(entry))) {
    const before = merged.get(name) ?? definition
    if (JSON.stringify(before) !== JSON.stringify(definition)) {
      throw new TypeError(`two different schemas are named '${name}'`)
    }
    merged.set(name, before)
  }
  return { ...withPlainIds(schema), $defs: Object.fromEntries(merged) }
}

/** The same with the ids that schemas were given, in names of definitions and in references. */
function withPlainIds<Part>(part: Part): Part {
  if (typeof part === 'string') return (isRepeatedId(part) ? givenId(part) : part) as Part
  if (Array.isArray(part)) return part.map((each: unknown) => withPlainIds(each)) as Part
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withPlainIds<unknown>(value)])) as Part
}
