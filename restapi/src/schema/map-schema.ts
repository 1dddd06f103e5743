import type { JsonSchema } from './shape.js'

/** A JSON Schema that is an object, not a boolean. */
export type SchemaObject = Exclude<JsonSchema, boolean>

/** The keywords whose value is a schema. */
export const schemas: readonly string[] = [
  'additionalProperties',
  'contains',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
]
/** The keywords whose value is a list of schemas. */
export const lists: readonly string[] = ['allOf', 'anyOf', 'oneOf', 'prefixItems']
/** The keywords whose value has schemas by name. */
export const byName: readonly string[] = ['$defs', 'dependentSchemas', 'patternProperties', 'properties']

/** Returns the schema with `change` applied to it and to each schema within it, innermost first. Data, such as examples, stays unchanged. */
export function mapSchema(schema: JsonSchema, change: (schema: SchemaObject) => SchemaObject): JsonSchema {
  if (typeof schema !== 'object' || schema === null) return schema
  const map = (each: unknown): JsonSchema => mapSchema(each as JsonSchema, change)
  const entries = Object.entries(schema).map(([key, value]: [string, unknown]): [string, unknown] => {
    // earlier drafts list the first items of a tuple in `items`
    if ((lists.includes(key) || key === 'items') && Array.isArray(value)) return [key, value.map(map)]
    if (schemas.includes(key)) return [key, map(value)]
    if (!byName.includes(key)) return [key, value]
    return [key, Object.fromEntries(Object.entries(value as object).map(([name, each]) => [name, map(each)]))]
  })
  return change(Object.fromEntries(entries))
}
