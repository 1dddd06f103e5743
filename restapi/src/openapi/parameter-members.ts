import type { JsonSchema } from '../schema/shape.js'

/** Returns the schema that a reference points to. */
export type Resolve = (reference: string) => JsonSchema | undefined

/** The parameters that a schema describes, by their names. */
export interface ParameterMembers {
  readonly members: Readonly<Record<string, JsonSchema>>
  /** The names of the parameters that every request must have. */
  readonly required: readonly string[]
  /** The schema of parameters with any other name; `undefined` when the schema describes none. */
  readonly others: JsonSchema | undefined
}

type JsonObject = { readonly [keyword: string]: unknown }

/**
 * Returns the parameters that a schema describes, including those of unions, intersections and records; `undefined` when it names none.
 * A parameter that alternatives describe differently becomes a union. A parameter that an alternative lacks is optional.
 */
export function parameterMembers(
  schema: JsonSchema,
  resolve: Resolve,
  open: readonly unknown[] = [],
): ParameterMembers | undefined {
  const target = resolved(schema, resolve)
  if (target === undefined || open.includes(target)) return undefined
  const inside = (part: unknown): ParameterMembers | undefined =>
    parameterMembers(part as JsonSchema, resolve, [...open, target])
  const parts = [ownMembers(target)]
  for (const keyword of ['anyOf', 'oneOf']) {
    const alternatives = target[keyword]
    if (Array.isArray(alternatives)) parts.push(joined(alternatives.map(inside).filter(isKnown), 'anyOf'))
  }
  if (Array.isArray(target.allOf)) parts.push(joined(target.allOf.map(inside).filter(isKnown), 'allOf'))
  return joined(parts.filter(isKnown), 'allOf')
}

/** Returns the schema with its reference resolved; `undefined` for a boolean schema and for an unknown reference. */
export function resolved(schema: JsonSchema, resolve: Resolve): JsonObject | undefined {
  if (typeof schema !== 'object') return undefined
  const { $ref, ...beside } = schema as JsonObject
  if (typeof $ref !== 'string') return schema
  const target = resolve($ref)
  return typeof target === 'object' ? { ...target, ...beside } : undefined
}

function ownMembers({
  properties,
  required,
  additionalProperties,
  propertyNames,
}: JsonObject): ParameterMembers | undefined {
  const names = isObject(propertyNames) ? (propertyNames.enum ?? constantOf(propertyNames)) : undefined
  const others = isObject(additionalProperties) ? additionalProperties : undefined
  if (!isObject(properties) && others === undefined) return undefined
  const named =
    Array.isArray(names) && others !== undefined
      ? names.map((name): [string, JsonSchema] => [String(name), others])
      : []
  return {
    members: { ...Object.fromEntries(named), ...(properties as Record<string, JsonSchema> | undefined) },
    required: Array.isArray(required) ? required.map(String) : [],
    others: named.length > 0 ? undefined : others,
  }
}

function constantOf({ const: constant }: JsonObject): readonly unknown[] | undefined {
  return constant === undefined ? undefined : [constant]
}

/** Combines the members of several schemas: all apply for `allOf`, one applies for `anyOf`. */
function joined(parts: readonly ParameterMembers[], keyword: 'allOf' | 'anyOf'): ParameterMembers | undefined {
  const [first, ...rest] = parts
  if (first === undefined) return undefined
  if (rest.length === 0) return first
  const names = [...new Set(parts.flatMap(({ members }) => Object.keys(members)))]
  const isRequired = (name: string): boolean =>
    keyword === 'allOf'
      ? parts.some(({ required }) => required.includes(name))
      : parts.every(({ required }) => required.includes(name))
  const members = names.map((name): [string, JsonSchema] => [
    name,
    oneSchema(
      parts.flatMap((part) => (Object.hasOwn(part.members, name) ? [part.members[name] as JsonSchema] : [])),
      keyword,
    ),
  ])
  const others = parts.flatMap((part) => (part.others === undefined ? [] : [part.others]))
  return {
    members: Object.fromEntries(members),
    required: names.filter(isRequired),
    others: others.length === 0 ? undefined : oneSchema(others, keyword),
  }
}

function oneSchema(schemas: readonly JsonSchema[], keyword: 'allOf' | 'anyOf'): JsonSchema {
  const different = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()]
  const [first = true] = different
  if (different.length === 1) return first
  return (keyword === 'anyOf' ? oneEnum(different) : undefined) ?? { [keyword]: different }
}

/** Merges constants of the same type, such as the values of a discriminator, into one `enum`; `undefined` for other schemas. */
function oneEnum(schemas: readonly JsonSchema[]): JsonSchema | undefined {
  const values: unknown[] = []
  const types = new Set<unknown>()
  for (const schema of schemas) {
    if (!isObject(schema)) return undefined
    const { type, const: constant, enum: listed, ...others } = schema
    const own = Array.isArray(listed) ? listed : constantOf({ const: constant })
    if (own === undefined || Object.keys(others).length > 0) return undefined
    values.push(...own)
    types.add(type)
  }
  const [type] = types
  return types.size === 1 ? { type, enum: [...new Set(values)] } : undefined
}

function isKnown(part: ParameterMembers | undefined): part is ParameterMembers {
  return part !== undefined
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
