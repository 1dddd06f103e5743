import type { JsonSchema } from '../schema/shape.js'

/** A JSON Schema that is an object, not a boolean. */
export type SchemaObject = Exclude<JsonSchema, boolean>

const schemas = [
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
const lists = ['allOf', 'anyOf', 'oneOf', 'prefixItems']
const byName = ['$defs', 'dependentSchemas', 'patternProperties', 'properties']

/** Returns the schema with `change` applied to it and to each schema within it, innermost first. Data, such as examples, stays unchanged. */
export function mapSchema(schema: JsonSchema, change: (schema: SchemaObject) => SchemaObject): JsonSchema {
  if (typeof schema !== 'object' || schema === null) return schema
  const map = (each: unknown): JsonSchema => mapSchema(each as JsonSchema, change)
  const entries = Object.entries(schema).map(([key, value]: [string, unknown]): [string, unknown] => {
    if (schemas.includes(key)) return [key, map(value)]
    if (lists.includes(key) && Array.isArray(value)) return [key, value.map(map)]
    if (!byName.includes(key)) return [key, value]
    return [key, Object.fromEntries(Object.entries(value as object).map(([name, each]) => [name, map(each)]))]
  })
  return change(Object.fromEntries(entries))
}
