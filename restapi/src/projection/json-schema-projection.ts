import { schemaAtReference } from '../schema/schema-reference.js'
import type { JsonSchema } from '../schema/shape.js'
import { ANYTHING } from './any-projection.js'
import { ArrayProjection } from './array-projection.js'
import { intersectionOf } from './intersection-projection.js'
import { ObjectProjection } from './object-projection.js'
import { OptionalProjection } from './optional-projection.js'
import type { Projection } from './projection.js'
import { RecursiveProjection } from './recursive-projection.js'
import { ScalarProjection } from './scalar-projection.js'
import { UnionProjection } from './union-projection.js'

/**
 * Compiles the projection of a JSON Schema, for validators that tell no more of themselves. Members beside `properties` are described
 * where `additionalProperties` or `patternProperties` says so, and by silence they are not.
 *
 * @param where names the schema in errors
 * @throws TypeError for a reference that leads nowhere
 */
export function jsonSchemaProjection(schema: JsonSchema, where: string): Projection {
  return new JsonSchemaCompiler(schema, where).compile(schema)
}

type JsonObject = { readonly [keyword: string]: unknown }

class JsonSchemaCompiler {
  readonly #root: JsonSchema
  readonly #where: string
  /** By schema; undefined while it is being compiled. */
  readonly #known = new Map<object, Projection | undefined>()

  constructor(root: JsonSchema, where: string) {
    this.#root = root
    this.#where = where
  }

  compile(schema: unknown): Projection {
    if (!isJsonObject(schema)) return ANYTHING
    const known = this.#known.get(schema)
    if (known !== undefined) return known
    if (this.#known.has(schema)) return new RecursiveProjection(() => this.#known.get(schema) ?? ANYTHING, 'refused')
    this.#known.set(schema, undefined)
    const parts = this.#parts(schema).filter((part) => part !== ANYTHING)
    const projection = parts
      .filter((part) => parts.length === 1 || !isSilent(part))
      .reduce<Projection | undefined>((all, part) => (all === undefined ? part : intersectionOf(all, part)), undefined)
    this.#known.set(schema, projection ?? ANYTHING)
    return projection ?? ANYTHING
  }

  #parts(schema: JsonObject): Projection[] {
    const parts = list(schema.allOf).map((part) => this.compile(part))
    if (schema.$ref !== undefined) parts.push(this.compile(schemaAtReference(this.#root, schema.$ref, this.#where)))
    for (const alternatives of [schema.anyOf, schema.oneOf])
      if (Array.isArray(alternatives)) parts.push(unionOf(alternatives.map((part) => this.compile(part))))
    return [...parts, this.#own(schema)]
  }

  #own(schema: JsonObject): Projection {
    const constants = 'const' in schema ? [schema.const] : schema.enum
    if (Array.isArray(constants)) return constantsOf(constants)
    if (schema.type !== undefined) return unionOf([schema.type].flat().map((type) => this.#ofType(type, schema)))
    if ('properties' in schema || 'additionalProperties' in schema) return this.#object(schema)
    return 'items' in schema || 'prefixItems' in schema ? this.#array(schema) : ANYTHING
  }

  #ofType(type: unknown, schema: JsonObject): Projection {
    if (type === 'object') return this.#object(schema)
    if (type === 'array') return this.#array(schema)
    return scalars.get(type) ?? ANYTHING
  }

  #object({ properties, required, additionalProperties, patternProperties }: JsonObject): Projection {
    const due = list(required)
    const members = Object.entries(isJsonObject(properties) ? properties : {}).map(
      ([key, member]): [string, Projection] => [key, this.#member(member, due.includes(key))],
    )
    const isOpen = additionalProperties === true || isJsonObject(additionalProperties)
    const patterns = Object.keys(isJsonObject(patternProperties) ? patternProperties : {}).map(
      (pattern) => new RegExp(pattern, 'u'),
    )
    const others = isOpen ? this.compile(additionalProperties) : undefined
    // several patterns may match one key, so nothing is known of its value
    const other = (key: string): Projection | undefined =>
      patterns.some((pattern) => pattern.test(key)) ? ANYTHING : others
    return new ObjectProjection({
      members: new Map(members),
      other: isOpen || patterns.length > 0 ? other : undefined,
      isStrict: additionalProperties === false,
    })
  }

  #member(schema: unknown, isRequired: boolean): Projection {
    const projection = this.compile(schema)
    return isRequired ? projection : new OptionalProjection(projection, { absence: 'allowed' })
  }

  #array({ prefixItems, items }: JsonObject): Projection {
    const first = list(prefixItems).map((item) => this.compile(item))
    // a tuple that says nothing of further items is taken to have none
    const others = items === false || (items === undefined && first.length > 0) ? undefined : this.compile(items)
    return new ArrayProjection({ first, others })
  }
}

function unionOf(alternatives: readonly Projection[]): Projection {
  const [only] = alternatives
  return only !== undefined && alternatives.length === 1 ? only : new UnionProjection(alternatives, 'refused')
}

function constantsOf(values: readonly unknown[]): Projection {
  const structures = values.filter((value) => typeof value === 'object' && value !== null)
  const scalars = scalarsOf(values.filter((value) => typeof value !== 'object' || value === null))
  return structures.length === 0 ? scalars : unionOf([...structures.map(constantOf), scalars])
}

function scalarsOf(values: readonly unknown[]): Projection {
  const constants = new Set(values)
  const isOfKind = (_value: unknown, data: unknown): boolean => constants.has(data)
  return new ScalarProjection({ expected: 'a constant', absence: 'refused', isOfKind, constants })
}

/** Returns the projection of a constant object or list, or of a constant within it. */
function constantOf(value: unknown): Projection {
  if (Array.isArray(value)) return new ArrayProjection({ first: value.map(constantOf), others: undefined })
  if (!isJsonObject(value)) return scalarsOf([value])
  const members = Object.entries(value).map(([key, member]): [string, Projection] => [key, constantOf(member)])
  return new ObjectProjection({ members: new Map(members), isStrict: true })
}

/**
 * Reports whether a schema may say nothing of the members of a value, as `{ required: ['a'] }` in `anyOf` does. Beside a schema that
 * names members, such a one must not let all others out.
 */
function isSilent(projection: Projection): boolean {
  return projection === ANYTHING || (projection instanceof UnionProjection && projection.alternatives.some(isSilent))
}

/** By the type. Codecs write dates, bytes and big integers as text. */
const scalars: ReadonlyMap<unknown, Projection> = new Map(
  (
    [
      ['string', 'string'],
      ['number', 'number'],
      ['integer', 'number'],
      ['boolean', 'boolean'],
    ] as const
  ).map(([type, scalar]): [string, Projection] => [
    type,
    new ScalarProjection({
      expected: `a ${scalar}`,
      scalar,
      absence: 'refused',
      isOfKind: (_value, data) => typeof data === scalar || (scalar === 'string' && typeof data === 'bigint'),
    }),
  ]),
).set('null', new ScalarProjection({ expected: 'null', absence: 'refused', isOfKind: (value) => value === null }))

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
