import type { JsonSchema } from '../schema/shape.js'
import type { SchemaCollection } from './schema-collection.js'

/** Returns the schema of the items of a list. Formats for streams write a value that is not a list as one item. */
export function itemSchema(schema: JsonSchema, schemas: SchemaCollection): JsonSchema {
  if (typeof schema !== 'object') return schema
  const list = typeof schema.$ref === 'string' ? schemas.resolve(schema.$ref) : schema
  if (typeof list !== 'object' || list.type !== 'array') return schema
  const { prefixItems = [], items = {} } = list as { prefixItems?: readonly JsonSchema[]; items?: JsonSchema }
  if (prefixItems.length === 0) return items
  const each = items === false ? prefixItems : [...prefixItems, items]
  return each.length === 1 ? (each[0] ?? {}) : { anyOf: each }
}
