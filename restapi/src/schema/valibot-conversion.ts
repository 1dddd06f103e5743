import type { JsonSchemaOptions } from './standard-schema.js'

type JsonObject = Record<string, unknown>

/** One step of Valibot's conversion: a schema or an action, what was made of it, and the reasons why it could not be converted. */
interface Conversion {
  readonly valibotSchema?: { readonly type: string; readonly entries?: Readonly<Record<string, object>> }
  readonly valibotAction?: { readonly type: string; readonly kind: string }
  readonly jsonSchema: JsonObject
  readonly errors?: readonly string[] | undefined
}

/**
 * Returns the options for Valibot's conversion. They describe dates and big integers as the codecs write them, and pass over checks that
 * JSON Schema has no word for. An input accepts every type. An output with a type or a transform that JSON Schema cannot describe fails:
 * nothing could tell which of its members may leave.
 */
export function valibotConversion(direction: 'input' | 'output'): JsonSchemaOptions {
  const isInput = direction === 'input'
  const overrideSchema = ({ valibotSchema, jsonSchema, errors }: Conversion): JsonObject | undefined => {
    if (valibotSchema?.type === 'date') return { ...jsonSchema, type: 'string', format: 'date-time' }
    if (valibotSchema?.type === 'bigint') return { ...jsonSchema, ...bigintText(isInput) }
    const { entries = {} } = valibotSchema ?? {}
    // the converter requires a member whose `v.fallback` stands in when it is absent
    if (isInput && Array.isArray(jsonSchema.required))
      jsonSchema.required = jsonSchema.required.filter((key: string) => !('fallback' in (entries[key] ?? {})))
    // the converter does not say that undeclared members are kept, and by silence a response has none
    if (valibotSchema?.type === 'loose_object') return { ...jsonSchema, additionalProperties: true }
    return errors !== undefined && isInput ? jsonSchema : undefined
  }
  const overrideAction = ({ valibotAction, jsonSchema, errors }: Conversion): JsonObject | undefined => {
    if (errors === undefined || valibotAction === undefined) return undefined
    const { kind, type } = valibotAction
    return kind !== 'transformation' || isInput || keepsType.has(type) ? jsonSchema : undefined
  }
  return { target: 'draft-2020-12', libraryOptions: { overrideSchema, overrideAction } }
}

/** Returns the JSON Schema of a big integer, which is decimal text. The format tells readers that its text becomes a big integer. */
export function bigintText(isInput: boolean): JsonObject {
  return { type: 'string', pattern: '^-?[0-9]+$', ...(isInput ? { format: 'bigint' } : {}) }
}

/** Transformations whose output has the type of their input. */
const keepsType: ReadonlySet<string> = new Set([
  'trim',
  'trim_start',
  'trim_end',
  'normalize',
  'to_lower_case',
  'to_upper_case',
  'to_min_value',
  'to_max_value',
  'readonly',
  'brand',
  'flavor',
  'filter_items',
  'sort_items',
])
