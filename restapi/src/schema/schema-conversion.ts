import { arktypeConversion, checkMorphs } from './arktype-conversion.js'
import type { JsonSchemaOptions, StandardSchema } from './standard-schema.js'
import { valibotConversion } from './valibot-conversion.js'
import valibotConverter from './valibot-converter.cjs'
import { withEncodedSides } from './with-encoded-sides.js'

/**
 * Converts a schema to JSON Schema, for the values that it accepts (`input`) or returns (`output`). Returns `undefined` when its validator
 * has no JSON Schema of it. Schemas of Valibot are converted by `@valibot/to-json-schema` where that is installed.
 *
 * @param options those of zod's conversion
 * @throws TypeError for a schema that cannot be converted; the message names the failing member, if it can be found
 */
export function convertSchema(
  schema: StandardSchema,
  direction: 'input' | 'output',
  options: JsonSchemaOptions,
): Record<string, unknown> | undefined {
  const { vendor } = schema['~standard']
  const jsonSchema = converterOf(schema)
  if (jsonSchema === undefined) return undefined
  try {
    return convertedBy(jsonSchema, schema, direction, options)
  } catch (cause) {
    const convert = (member: StandardSchema): unknown => {
      const converter = converterOf(member)
      return converter === undefined ? undefined : convertedBy(converter, member, direction, options)
    }
    // a schema that creates new schemas without end fails at every level, so no member is at fault
    const { path, failing } =
      cause instanceof RangeError ? { path: [], failing: schema } : memberAtFault(schema, convert)
    const member = path.length === 0 ? 'the schema' : `the member ${path.join('.')} of the schema`
    const { type = 'schema' } = (failing as Partial<ZodSchema>)._zod?.def ?? {}
    const what = type === 'default' || type === 'prefault' ? `the ${type} of ${member}` : member
    throw new TypeError(`${what} cannot be converted to JSON Schema by ${vendor}: ${reasonOf(cause)}`, { cause })
  }
}

type Converter = NonNullable<StandardSchema['~standard']['jsonSchema']>

/** Returns the converter of a schema; `undefined` when its validator has none. */
export function converterOf(schema: StandardSchema): Converter | undefined {
  const { jsonSchema, vendor } = schema['~standard']
  if (jsonSchema !== undefined || vendor !== 'valibot') return jsonSchema
  return valibotConverter()?.(schema)['~standard'].jsonSchema as Converter | undefined
}

/** Calls the converter of a validator. Codecs of an output get their encoded side, which is what a response has. */
function convertedBy(
  converter: Converter,
  schema: StandardSchema,
  direction: 'input' | 'output',
  options: JsonSchemaOptions,
): Record<string, unknown> {
  switch (schema['~standard'].vendor) {
    case 'valibot':
      return converter[direction](valibotConversion(direction))
    case 'arktype':
      if (direction === 'output') checkMorphs(schema)
      return converter[direction](arktypeConversion(direction))
    default:
      return direction === 'input'
        ? converter.input(options)
        : withEncodedSides(schema, () => converter.output(options))
  }
}

interface Fault {
  readonly path: readonly string[]
  readonly failing: StandardSchema
}

interface ZodSchema extends StandardSchema {
  readonly _zod: { readonly def: Readonly<Record<string, unknown>> & { readonly type?: string } }
}

/** The depth of the search for a failing member. */
const deepest = 32

/** Finds the innermost member that fails to convert by itself. Only zod gives access to the members of a schema. */
function memberAtFault(schema: StandardSchema, convert: (member: StandardSchema) => unknown): Fault {
  let fault: Fault = { path: [], failing: schema }
  const seen = new Set<StandardSchema>([schema])
  for (let depth = 0; depth < deepest; depth++) {
    const next = firstFailing(fault, seen, convert)
    if (next === undefined) return fault
    fault = next
  }
  return fault
}

function firstFailing(
  { path, failing }: Fault,
  seen: Set<StandardSchema>,
  convert: (member: StandardSchema) => unknown,
): Fault | undefined {
  let members: readonly (readonly [string | undefined, unknown])[]
  try {
    members = membersOf(failing)
  } catch {
    return undefined // a getter of the schema throws, so the schema itself is at fault
  }
  for (const [step, member] of members) {
    if (!isStandardSchema(member) || seen.has(member)) continue
    seen.add(member)
    try {
      convert(member)
    } catch {
      return { path: step === undefined ? path : [...path, step], failing: member }
    }
  }
  return undefined
}

/** Returns the direct members of a zod schema with the step to each, `undefined` for a step without a name. Others have none. */
export function membersOf(schema: object): readonly (readonly [string | undefined, unknown])[] {
  const def = (schema as Partial<ZodSchema>)._zod?.def
  if (def === undefined) return []
  const { shape, items, options } = def
  return [
    ...(isObject(shape) ? Object.keys(shape).map((key) => [key, shape[key]] as const) : []),
    ...(Array.isArray(items) ? items.map((item: unknown, at) => [String(at), item] as const) : []),
    ...(Array.isArray(options) ? options.map((option: unknown) => [undefined, option] as const) : []),
    ...['catchall', 'element', 'keyType', 'valueType', 'rest'].map((name) => [`[${name}]`, def[name]] as const),
    ...['left', 'right', 'in', 'out', 'innerType'].map((name) => [undefined, def[name]] as const),
    ...(typeof def.getter === 'function' ? [[undefined, def.getter()] as const] : []),
  ]
}

function isStandardSchema(value: unknown): value is StandardSchema {
  return isObject(value) && isObject(value['~standard'])
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (typeof value === 'object' || typeof value === 'function') && value !== null
}

function reasonOf(cause: unknown): string {
  if (cause instanceof RangeError) return 'it creates new schemas without end'
  return cause instanceof Error ? cause.message : String(cause)
}
