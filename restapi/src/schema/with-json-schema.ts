import { describeValue } from '../values/check-value.js'
import { jsonCopy } from '../values/json-value.js'
import { memoizedByObject } from '../values/memoized-by-object.js'
import { asDraft2020 } from './as-draft-2020.js'
import { checkKeywords } from './check-keywords.js'
import type { SchemaObject } from './map-schema.js'
import type { InputOf, OutputOf, StandardSchema } from './standard-schema.js'

/**
 * A schema whose validator has no JSON Schema of it, with one given by hand. A contract takes it in the place of a schema.
 *
 * @example
 * const schema: StandardSchema<unknown> = { '~standard': { version: 1, vendor: 'shop', validate: (value) => ({ value }) } }
 * const body: SchemaWithJsonSchema = { schema, jsonSchema: { type: 'object' } }
 * routes.post('/notes', { body }, ({ body: note }) => created(note))
 */
export interface SchemaWithJsonSchema<Schema extends StandardSchema = StandardSchema> {
  /** The schema that validates. */
  readonly schema: Schema
  /** The JSON Schema of the values that the request or the response has on the wire: draft 2020-12, or 2019-09 or 7 as converters write them. */
  readonly jsonSchema: Readonly<Record<string, unknown>>
}

/**
 * Returns a schema that validates as `schema` does and is described by `jsonSchema`: in the OpenAPI document, for reading text and XML, and
 * for the members that a response may have. Contracts take `{ schema, jsonSchema }` as well; this function is for schemas in other places.
 *
 * @param jsonSchema draft 2020-12, or 2019-09 or 7 as converters write them
 * @throws TypeError for a JSON Schema that is no object, cannot be written as JSON, has a type that JSON Schema does not know, or refers to a
 *   part that it does not have
 * @see https://standardschema.dev/json-schema
 * @example
 * const Sku: StandardSchema<string> = {
 *   '~standard': {
 *     version: 1,
 *     vendor: 'shop',
 *     validate: (value) =>
 *       typeof value === 'string' && value !== '' ? { value } : { issues: [{ message: 'a SKU is text' }] },
 *   },
 * }
 * const soldOut = problemType({
 *   type: '/problems/sold-out',
 *   title: 'Sold out',
 *   status: 409,
 *   extensions: withJsonSchema(Sku, { type: 'string', minLength: 1 }),
 * })
 */
export function withJsonSchema<Schema extends StandardSchema>(
  schema: Schema,
  jsonSchema: Readonly<Record<string, unknown>>,
): StandardSchema<InputOf<Schema>, OutputOf<Schema>> {
  const validator = (schema as StandardSchema | undefined)?.['~standard']
  if (typeof validator?.validate !== 'function')
    throw new TypeError('the schema beside a jsonSchema must be a Standard Schema (https://standardschema.dev)')
  const described = asDraft2020(plain(jsonSchema))
  const convert = (): Record<string, unknown> => structuredClone(described)
  const { version, vendor } = validator
  return {
    '~standard': {
      version,
      vendor,
      validate: (value) => validator.validate(value) as ReturnType<(typeof validator)['validate']>,
      jsonSchema: { input: convert, output: convert },
    },
  } as StandardSchema<InputOf<Schema>, OutputOf<Schema>>
}

/** Returns the schema of a pair, or a schema as it is. The same pair gives the same schema. @throws TypeError as {@link withJsonSchema} does */
export function standardSchema(given: StandardSchema | SchemaWithJsonSchema): StandardSchema {
  return isPair(given) ? schemaOfPair(given) : given
}

const schemaOfPair = memoizedByObject(({ schema, jsonSchema }: SchemaWithJsonSchema) =>
  withJsonSchema(schema, jsonSchema),
)

function isPair(given: StandardSchema | SchemaWithJsonSchema): given is SchemaWithJsonSchema {
  // anything else is left for the check of schemas
  return typeof given === 'object' && given !== null && !('~standard' in given) && 'jsonSchema' in given
}

function plain(jsonSchema: unknown): SchemaObject {
  if (typeof jsonSchema !== 'object' || jsonSchema === null || Array.isArray(jsonSchema))
    throw new TypeError(`a jsonSchema must be an object, such as { type: 'string' }; got ${describeValue(jsonSchema)}`)
  const copy = jsonCopy(jsonSchema) as SchemaObject
  checkKeywords(copy, '')
  return copy
}
