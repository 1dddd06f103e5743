import type { JsonSchema } from '../schema/shape.js'
import type { ParameterObject } from './document-objects.js'
import { type Resolve, resolved } from './parameter-members.js'

type Style = Pick<ParameterObject, 'style' | 'explode'>

/**
 * Returns the style of a parameter when it differs from OpenAPI's default: `deepObject` for an object in a query, and not exploded for a
 * list or an object in a cookie. The defaults are `form`, exploded, in queries and cookies and `simple` in paths and header fields.
 *
 * @see OpenAPI 3.1.1 §4.8.12.6
 */
export function parameterStyle(place: ParameterObject['in'], schema: JsonSchema, resolve: Resolve): Style {
  if (place === 'cookie') return hasStructure(schema, resolve) ? { explode: false } : {}
  return place === 'query' && hasMembers(schema, resolve) ? { style: 'deepObject', explode: true } : {}
}

/** Returns a sentence about the syntax of nested query parameters, which OpenAPI cannot describe; `undefined` for other parameters. */
export function nestingNote(place: ParameterObject['in'], schema: JsonSchema, resolve: Resolve): string | undefined {
  if (place !== 'query' || !innerSchemas(schema, resolve).some((inner) => hasStructure(inner, resolve)))
    return undefined
  return 'Nested names are in brackets, and list items have an index: `a[b][0]=x`'
}

/** Reports whether a parameter is a list that may be empty. Clients send an empty list by omitting the parameter. */
export function isEmptyWhenAbsent(schema: JsonSchema, resolve: Resolve): boolean {
  const { type, minItems = 0 } = resolved(schema, resolve) ?? {}
  return type === 'array' && minItems === 0
}

/** Reports whether a value of the schema may be an object, or a list of objects. */
function hasMembers(schema: JsonSchema, resolve: Resolve, depth = 0): boolean {
  const target = resolved(schema, resolve)
  if (target === undefined || depth > deepest) return false
  if (listed(target.type).includes('object') || 'properties' in target) return true
  const parts = ['anyOf', 'oneOf', 'allOf', 'items'].flatMap((keyword) => listed(target[keyword]))
  return parts.some((part) => hasMembers(part as JsonSchema, resolve, depth + 1))
}

function hasStructure(schema: JsonSchema, resolve: Resolve): boolean {
  const target = resolved(schema, resolve)
  return target !== undefined && (listed(target.type).includes('array') || hasMembers(target, resolve))
}

/** Returns the schemas of members and items. */
function innerSchemas(schema: JsonSchema, resolve: Resolve, depth = 0): readonly JsonSchema[] {
  const target = resolved(schema, resolve)
  if (target === undefined || depth > deepest) return []
  const alternatives = ['anyOf', 'oneOf', 'allOf'].flatMap((keyword) => listed(target[keyword]) as JsonSchema[])
  return [
    ...Object.values((target.properties ?? {}) as Record<string, JsonSchema>),
    ...(['items', 'additionalProperties', 'prefixItems'].flatMap((keyword) => listed(target[keyword])) as JsonSchema[]),
    ...alternatives.flatMap((part) => innerSchemas(part, resolve, depth + 1)),
  ]
}

const deepest = 8

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value]
}
