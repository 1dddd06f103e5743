import { jsonCopy } from '../values/json-value.js'
import type { JsonSchemaOptions } from './standard-schema.js'

/** The parts of a zod schema that its conversion uses. */
export interface ZodSchema {
  readonly _zod: {
    /** Set when a member may be absent from the input: it is optional, or has a default. */
    readonly optin?: string | undefined
    readonly def: {
      readonly type: string
      readonly format?: string
      readonly in?: ZodSchema
      readonly innerType?: ZodSchema
      readonly catchall?: unknown
      readonly shape?: Readonly<Record<string, ZodSchema>>
      readonly values?: readonly unknown[]
      /** The regular expression of a format, or of the check of one. */
      readonly pattern?: unknown
      readonly checks?: readonly ZodSchema[]
    }
  }
  readonly meta?: () => { readonly id?: unknown } | undefined
}

/** A zod schema and its JSON Schema. */
export interface ZodConversion {
  readonly zodSchema: ZodSchema
  readonly jsonSchema: Record<string, unknown>
}

/**
 * Returns the options for zod's conversion. They accept types that JSON does not have, describe dates and big integers as the codecs write
 * them, convert metadata to plain data, and allow two schemas with the same `id`.
 *
 * @param describe adapts the JSON Schema of each schema
 */
export function zodConversion(describe?: (conversion: ZodConversion) => void): JsonSchemaOptions {
  const override = (conversion: ZodConversion): void => {
    describeWritten(conversion)
    describe?.(conversion)
    makePlain(conversion.jsonSchema)
  }
  return {
    target: 'draft-2020-12',
    libraryOptions: { unrepresentable: 'any', override, metadata: new UniqueIds() },
  }
}

/** Reports whether a schema passes its input to a function, as `z.transform` and `z.preprocess` do. */
export function isTransformation({ type, in: input }: ZodSchema['_zod']['def']): boolean {
  return type === 'transform' || input?._zod.def.type === 'transform'
}

/** Removes all keywords. */
export function clear(jsonSchema: Record<string, unknown>): void {
  for (const keyword of Object.keys(jsonSchema)) delete jsonSchema[keyword]
}

/** The separator between an id and a number, where several schemas have the same id. No id has it, nor has JSON text. */
const REPEAT = '\u0000'

/** Reports whether a name or a reference contains an id that was numbered, since an earlier schema has it. */
export function isRepeatedId(text: string): boolean {
  return text.includes(REPEAT)
}

/** Returns the id without its number. */
export function givenId(text: string): string {
  const [id = ''] = text.split(REPEAT, 1)
  return id
}

/** A registry of metadata that makes ids unique by numbers. zod refuses two schemas with the same id. */
class UniqueIds {
  readonly #ids = new Map<ZodSchema, string>()
  readonly #counts = new Map<string, number>()

  get(schema: ZodSchema): object | undefined {
    const meta = schema.meta?.()
    if (typeof meta?.id !== 'string') return meta
    return { ...meta, id: this.#ids.get(schema) ?? this.#newId(schema, meta.id) }
  }

  #newId(schema: ZodSchema, id: string): string {
    const count = this.#counts.get(id) ?? 0
    const own = count === 0 ? id : `${id}${REPEAT}${count}`
    this.#counts.set(id, count + 1)
    this.#ids.set(schema, own)
    return own
  }
}

function describeWritten({ zodSchema, jsonSchema }: ZodConversion): void {
  const { type } = zodSchema._zod.def
  if (type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
  if (type === 'bigint') Object.assign(jsonSchema, { type: 'string', pattern: '^-?[0-9]+$' })
}

/** Keywords whose values are schemas. */
const applicators: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'additionalProperties',
  'propertyNames',
  'items',
  'prefixItems',
  'contains',
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  'if',
  'then',
  'else',
  'dependentSchemas',
  '$defs',
])

/** Converts annotations such as examples and defaults to plain data. Removes those that cannot be converted. */
function makePlain(jsonSchema: Record<string, unknown>): void {
  for (const [keyword, value] of Object.entries(jsonSchema)) {
    if (applicators.has(keyword) || typeof value === 'string' || typeof value === 'number') continue
    try {
      jsonSchema[keyword] = jsonCopy(value)
    } catch {
      delete jsonSchema[keyword] // the value contains itself, or has a getter that throws
    }
  }
}
