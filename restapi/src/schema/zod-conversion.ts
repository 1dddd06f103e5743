import { jsonCopy } from '../values/json-value.js'
import type { JsonSchemaOptions } from './standard-schema.js'

/** A schema of zod, as far as conversion needs to know it. */
export interface ZodSchema {
  readonly _zod: {
    /** Says that a member may be absent from what is read: it is optional, or has a default. */
    readonly optin?: string | undefined
    readonly def: {
      readonly type: string
      readonly in?: ZodSchema
      readonly catchall?: unknown
      readonly shape?: Readonly<Record<string, ZodSchema>>
      readonly values?: readonly unknown[]
      /** The expression of a format, or of a check for one. */
      readonly pattern?: unknown
      readonly checks?: readonly ZodSchema[]
    }
  }
  readonly meta?: () => { readonly id?: unknown } | undefined
}

/** A schema of zod and the JSON Schema that it has become. */
export interface ZodConversion {
  readonly zodSchema: ZodSchema
  readonly jsonSchema: Record<string, unknown>
}

/**
 * The options by which zod converts its schemas. They ask for a JSON Schema even where JSON has no such type, say what our codecs write
 * for dates, bytes and big integers, make metadata plain data, and let two schemas have one `id`.
 *
 * @param describe changes what a schema has become
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

/** Comes between an id and a number, where another schema has the id as well. No id has it, nor has JSON text. */
const REPEAT = '\u0000'

/** Reports whether schemas have an id, in a name or a reference, that others had before them. */
export function isRepeatedId(text: string): boolean {
  return text.includes(REPEAT)
}

/** The id that a schema was given. */
export function givenId(text: string): string {
  const [id = ''] = text.split(REPEAT, 1)
  return id
}

/** Metadata of schemas as zod's own registry has it, but for ids that another schema has already: zod refuses those. */
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

/** Makes annotations such as examples and defaults data that JSON can hold; those that cannot be made so are dropped. */
function makePlain(jsonSchema: Record<string, unknown>): void {
  for (const [keyword, value] of Object.entries(jsonSchema)) {
    if (applicators.has(keyword) || typeof value === 'string' || typeof value === 'number') continue
    try {
      jsonSchema[keyword] = jsonCopy(value)
    } catch {
      delete jsonSchema[keyword] // a value that holds itself, or whose getter throws
    }
  }
}
