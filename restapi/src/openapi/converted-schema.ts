import { mapSchema, type SchemaObject } from '../schema/map-schema.js'
import { convertSchema } from '../schema/schema-conversion.js'
import type { JsonSchema } from '../schema/shape.js'
import type { StandardSchema } from '../schema/standard-schema.js'
import { givenId, isRepeatedId, type ZodConversion, type ZodSchema, zodConversion } from '../schema/zod-conversion.js'
import { documentXml } from './document-xml.js'
import { withOnePattern } from './one-pattern.js'

/** The keyword of the media types that a file may have, when there are several. */
export const MEDIA_TYPES = 'x-contentMediaTypes'

/** The side of a schema: `input` for requests, `output` for answers. */
export type SchemaDirection = 'input' | 'output'

/**
 * Returns the JSON Schema that the validator makes of the input or output of a schema; `undefined` when the validator makes none.
 *
 * @throws TypeError for a schema that cannot be converted, and for two different schemas with the same `id`
 */
export function convertedSchema(schema: StandardSchema, direction: SchemaDirection): JsonSchema | undefined {
  const converted = convertSchema(
    schema,
    direction,
    zodConversion(direction === 'output' ? describeOutput : describeInput),
  )
  if (converted === undefined) return undefined
  const { $schema: _, ...described } = converted
  return mapSchema(withOneSchemaAnId(plain(described)), (each) => withOnePattern(withoutOwnKeywords(each)))
}

function describeInput({ zodSchema, jsonSchema }: ZodConversion): void {
  // zod's `.readonly()` freezes the value; OpenAPI's readOnly means that clients must not send it
  if (zodSchema._zod.def.type === 'readonly') delete jsonSchema.readOnly
  if (jsonSchema.xml !== undefined) jsonSchema.xml = documentXml(jsonSchema.xml, jsonSchema)
  if (zodSchema._zod.def.type === 'string') describePatterns(zodSchema, jsonSchema)
  if (zodSchema._zod.def.type === 'file') describeFile(jsonSchema)
}

/** Describes the bytes of a file as they are, without `contentEncoding`. `encoding` has the media types when there are several. */
function describeFile(jsonSchema: Record<string, unknown>): void {
  const { anyOf } = jsonSchema
  delete jsonSchema.contentEncoding
  if (!Array.isArray(anyOf)) return
  delete jsonSchema.anyOf
  jsonSchema[MEDIA_TYPES] = anyOf.map(({ contentMediaType }: { contentMediaType?: unknown }) => contentMediaType)
}

/** Rewrites patterns so that they need no flags: JSON Schema has none. */
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
  // Such an object has no other members today, but a later version may add some. Clients that validate answers against this document must
  // accept them; `z.strictObject` promises that there are none.
  if (def.type === 'object' && def.catchall === undefined) delete conversion.jsonSchema.additionalProperties
}

/** Drops the format by which text readers know big integers, and how pages for people show a value. No standard defines them. */
function withoutOwnKeywords(schema: SchemaObject): SchemaObject {
  if (schema.format !== 'bigint' && schema.html === undefined) return schema
  const { format, html: _, ...others } = schema
  return format === undefined || format === 'bigint' ? others : { ...others, format }
}

/** Returns the schema as plain JSON: dates in examples become text. */
function plain(schema: Record<string, unknown>): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(schema)) as Readonly<Record<string, unknown>>
}

/** Merges equal definitions that share an `id`. A function that makes schemas gives a new one at each call. */
function withOneSchemaAnId(schema: Readonly<Record<string, unknown>>): JsonSchema {
  const definitions = Object.entries((schema.$defs ?? {}) as Readonly<Record<string, unknown>>)
  if (!definitions.some(([name]) => isRepeatedId(name))) return schema
  const merged = new Map<string, unknown>()
  for (const [name, definition] of definitions.map((entry) => withPlainIds(entry))) {
    const before = merged.get(name) ?? definition
    if (JSON.stringify(before) !== JSON.stringify(definition)) {
      throw new TypeError(`two different schemas have the id '${name}'; give each an id of its own`)
    }
    merged.set(name, before)
  }
  return { ...withPlainIds(schema), $defs: Object.fromEntries(merged) }
}

/** Replaces numbered ids by the original ones, in names of definitions and in references. */
function withPlainIds<Part>(part: Part): Part {
  if (typeof part === 'string') return (isRepeatedId(part) ? givenId(part) : part) as Part
  if (Array.isArray(part)) return part.map((each: unknown) => withPlainIds(each)) as Part
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withPlainIds<unknown>(value)])) as Part
}
