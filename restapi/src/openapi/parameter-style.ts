import type { JsonSchema } from '../schema/shape.js'
import type { ParameterObject } from './document-objects.js'
import { type Resolve, resolved } from './parameter-members.js'

type Style = Pick<ParameterObject, 'style' | 'explode'>

/**
 * The style of a parameter where it is not OpenAPI's default: `form`, exploded, in a query, and `simple` in paths and header fields. An
 * object in a query is a `deepObject`.
 *
 * @see OpenAPI 3.1.1 §4.8.12.6
 */
export function parameterStyle(place: ParameterObject['in'], schema: JsonSchema, resolve: Resolve): Style {
  return place === 'query' && hasMembers(schema, resolve) ? { style: 'deepObject', explode: true } : {}
}

/** A sentence for parameters that are nested more deeply than OpenAPI has words for; undefined for any other. */
export function nestingNote(place: ParameterObject['in'], schema: JsonSchema, resolve: Resolve): string | undefined {
  if (place !== 'query' || !innerSchemas(schema, resolve).some((inner) => hasStructure(inner, resolve)))
    return undefined
  return 'Names nest in brackets, lists within by number: `a[b][0]=x`'
}

/** Reports whether a parameter is a list that may be empty, which is written by leaving the parameter out. */
export function isEmptyWhenAbsent(schema: JsonSchema, resolve: Resolve): boolean {
  const { type, minItems = 0 } = resolved(schema, resolve) ?? {}
  return type === 'array' && minItems === 0
}

/** Reports whether a value of the schema may have members with names, or items that have. */
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

/** The schemas of members and items. */
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
