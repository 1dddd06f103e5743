import { mapSchema, type SchemaObject } from './map-schema.js'
import { schemaAtReference } from './schema-reference.js'
import type { JsonSchema } from './shape.js'

/**
 * Returns a JSON Schema in the form that the converters of validators give: draft 2020-12, every reference to the schema itself or to one
 * of its `$defs`. Earlier drafts have `definitions` and lists of `items`, and converters such as zod-to-json-schema refer to properties.
 *
 * @throws TypeError for a reference to no part of the schema
 * @see JSON Schema 2020-12 Core, appendix D
 */
export function asDraft2020(given: SchemaObject): SchemaObject {
  const definitions = new Map<string, JsonSchema>()
  const names = new Map<string, string>()
  const convert = (schema: JsonSchema): JsonSchema =>
    mapSchema(schema, (each) => withPrefixItems(typeof each.$ref === 'string' ? referring(each, each.$ref) : each))
  const referring = (each: SchemaObject, reference: string): SchemaObject =>
    reference === '#' ? each : { ...each, $ref: `#/$defs/${nameOf(reference)}` }
  const nameOf = (reference: string): string => {
    const known = names.get(reference)
    if (known !== undefined) return known
    const target = schemaAtReference(given, reference, 'the jsonSchema') as JsonSchema
    const wanted = (reference.split('/').at(-1) ?? '').replace(/[^\w.-]/g, '_')
    let name = wanted
    for (let at = 2; definitions.has(name); at++) name = `${wanted}${at}`
    names.set(reference, name)
    definitions.set(name, true) // a definition may refer to itself
    definitions.set(name, convert(target))
    return name
  }
  const { $schema: _, $defs: __, definitions: ___, ...root } = given
  const converted = convert(root) as SchemaObject
  return definitions.size === 0 ? converted : { ...converted, $defs: Object.fromEntries(definitions) }
}

/** Writes the items of a tuple as draft 2020-12 does. */
function withPrefixItems(schema: SchemaObject): SchemaObject {
  if (!Array.isArray(schema.items)) return schema
  const { items, additionalItems, ...others } = schema
  return { ...others, prefixItems: items, ...(additionalItems === undefined ? {} : { items: additionalItems }) }
}
