import { memoizedByObject } from '../values/memoized-by-object.js'
import { arktypeConversion } from './arktype-conversion.js'
import { converterOf, membersOf } from './schema-conversion.js'
import { schemaAtReference } from './schema-reference.js'
import type { JsonSchemaOptions, StandardSchema } from './standard-schema.js'
import { valibotConversion } from './valibot-conversion.js'
import { clear, isTransformation, type ZodConversion, type ZodSchema, zodConversion } from './zod-conversion.js'

/** A member of a schema that text never satisfies. */
export interface UnreadableMember {
  /** The names on the way to it. Items of lists have none. */
  readonly path: readonly string[]
  /** The type of its values: `Date`, `Map`, the name of a class. */
  readonly type: string
}

/**
 * Finds a member that no text of a query, path, header field or cookie satisfies, since its values are objects that readers of text never
 * make: dates, maps, sets, files, instances of classes. A union has such a member when all its alternatives besides null do. Returns
 * `undefined` when there is none, or when the validator has no JSON Schema.
 */
export const unreadableMember = memoizedByObject((schema: StandardSchema): UnreadableMember | undefined => {
  if (isReadable(schema)) return undefined // Most schemas. A conversion takes a hundred times as long.
  const root = converterOf(schema)?.input(markedConversion(schema['~standard'].vendor))
  return root === undefined ? undefined : new Search(root).find(root)
})

/** Reports whether a schema is one of zod in which no type needs a mark. Only zod gives access to the members of a schema. */
function isReadable(schema: StandardSchema): boolean {
  if (!isZodSchema(schema)) return false
  const seen = new Set<unknown>([schema])
  for (const each of seen) {
    if (!isZodSchema(each)) continue
    const { def, bag }: ZodInternals = each._zod
    if (types.has(def.type) || bag?.Class !== undefined) return false
    for (const [, member] of membersOf(each)) seen.add(member)
  }
  return true
}

function isZodSchema(value: unknown): value is ZodSchema {
  return typeof value === 'object' && value !== null && '_zod' in value
}

/** A keyword for the type of values that are never made of text. */
const UNREADABLE = 'x-unreadable'

type JsonObject = Readonly<Record<string, unknown>>

/** Returns the options of a conversion that marks the types. */
function markedConversion(vendor: string): JsonSchemaOptions {
  switch (vendor) {
    case 'valibot':
      return markedValibot()
    case 'arktype':
      return markedArktype()
    default:
      return zodConversion(markZod)
  }
}

function marked(type: string | undefined): JsonObject {
  return type === undefined ? {} : { [UNREADABLE]: type }
}

/** Types of zod and Valibot, and the words for their values. */
const types: ReadonlyMap<string, string> = new Map([
  ['date', 'Date'],
  ['map', 'Map'],
  ['set', 'Set'],
  ['file', 'File'],
  ['blob', 'Blob'],
  ['symbol', 'symbol'],
  ['nan', 'NaN'],
  ['function', 'function'],
])

interface ZodInternals {
  readonly def: ZodConversion['zodSchema']['_zod']['def'] & { readonly coerce?: boolean }
  /** `z.instanceof` keeps its class here. */
  readonly bag?: { readonly Class?: unknown }
}

function markZod({ zodSchema, jsonSchema }: ZodConversion): void {
  const { def, bag }: ZodInternals = zodSchema._zod
  const type = types.get(def.type) ?? classType(bag?.Class)
  // a transformation takes any text, and `catch` has a value for each
  const takesText = def.type === 'catch' || isTransformation(def)
  if (type === undefined && !takesText) return
  clear(jsonSchema)
  if (type !== undefined && def.coerce !== true) Object.assign(jsonSchema, marked(type))
}

function markedValibot(): JsonSchemaOptions {
  const { target, libraryOptions } = valibotConversion('input')
  const { overrideSchema } = libraryOptions as { overrideSchema(conversion: ValibotConversion): unknown }
  const mark = (conversion: ValibotConversion): unknown => {
    const { valibotSchema } = conversion
    if ('fallback' in valibotSchema) return {}
    const type = types.get(valibotSchema.type) ?? classType(valibotSchema.class)
    return type === undefined ? overrideSchema(conversion) : marked(type)
  }
  return { target, libraryOptions: { ...libraryOptions, overrideSchema: mark } }
}

interface ValibotConversion {
  /** `v.fallback` adds the member `fallback`, and `v.instance` has its class. */
  readonly valibotSchema: { readonly type: string; readonly fallback?: unknown; readonly class?: unknown }
  readonly jsonSchema: Record<string, unknown>
}

function markedArktype(): JsonSchemaOptions {
  const { target } = arktypeConversion('input')
  const fallback = {
    date: () => marked('Date'),
    proto: ({ proto }: { readonly proto?: unknown }) => marked(classType(proto)),
    domain: ({ domain }: { readonly domain?: unknown }) => marked(domain === 'symbol' ? 'symbol' : undefined),
  }
  return { target, libraryOptions: { fallback } }
}

/** Returns the name of a class; `undefined` for any other value, and for a class of values that readers make. */
function classType(given: unknown): string | undefined {
  if (typeof given !== 'function') return undefined
  return [[], {}].some((value) => value instanceof given) ? undefined : given.name
}

/** A search in a JSON Schema, each part of which is looked at once. */
class Search {
  readonly #root: JsonObject
  readonly #known = new Map<object, UnreadableMember | undefined>()

  constructor(root: JsonObject) {
    this.#root = root
  }

  find(schema: unknown): UnreadableMember | undefined {
    if (typeof schema !== 'object' || schema === null) return undefined
    if (this.#known.has(schema)) return this.#known.get(schema)
    this.#known.set(schema, undefined) // for a schema that contains itself
    const found = this.#look(schema as JsonObject)
    this.#known.set(schema, found)
    return found
  }

  #look(schema: JsonObject): UnreadableMember | undefined {
    const type = schema[UNREADABLE]
    if (typeof type === 'string') return { path: [], type }
    if (schema.$ref !== undefined) return this.find(schemaAtReference(this.#root, schema.$ref, 'the schema'))
    for (const keyword of ['anyOf', 'oneOf']) {
      // beside these types, the text `null` stays text
      const parts = list(schema[keyword]).filter((part) => !isNull(part))
      const found = parts.map((part) => this.find(part))
      if (found.length > 0 && !found.includes(undefined)) return found[0]
    }
    for (const [name, member] of Object.entries(schema.properties ?? {})) {
      const found = this.find(member)
      if (found !== undefined) return { ...found, path: [name, ...found.path] }
    }
    const others = [...list(schema.allOf), ...list(schema.prefixItems), schema.items, schema.additionalProperties]
    for (const other of others) {
      const found = this.find(other)
      if (found !== undefined) return found
    }
    return undefined
  }
}

function isNull(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && 'type' in schema && schema.type === 'null'
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
