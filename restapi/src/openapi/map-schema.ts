import type { JsonSchema } from '../schema/shape.js'

/** A schema that is no boolean. */
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

/** Changes a schema and all schemas within it, the innermost first; data, such as examples, stays as it is. */
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
