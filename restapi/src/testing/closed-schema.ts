import type { JsonSchema } from '../schema/shape.js'

type Node = Readonly<Record<string, unknown>>

/** Keywords that have a schema for a part of the value. */
const within = ['additionalProperties', 'contains', 'items', 'unevaluatedItems', 'unevaluatedProperties'] as const
/** Keywords that have schemas for parts of the value, by name. */
const withinByName = ['patternProperties', 'properties'] as const
/** Keywords that have schemas for the value itself (JSON Schema core §10.2). */
const alternatives = ['allOf', 'anyOf', 'oneOf'] as const
const conditionals = ['else', 'if', 'not', 'then'] as const

/** Makes the schemas of a document refuse members that they do not describe: these are undocumented. */
export class SchemaClosing {
  readonly #components: Node
  readonly #base: string

  /**
   * @param components the schemas of the document by name
   * @param base prefix of references to the components
   */
  constructor(components: Node, base: string) {
    this.#components = components
    this.#base = base
  }

  /**
   * Returns the schema, closed to undescribed members at each level. A schema that consists of several (`allOf`, `anyOf`, `oneOf`, a reference
   * with keywords beside it) is closed as a whole, since each part describes only some of the members.
   */
  closed(schema: JsonSchema): JsonSchema {
    const opened = this.opened(schema)
    if (typeof opened !== 'object' || !this.#describesMembers(schema, new Set())) return opened
    return { unevaluatedProperties: false, ...opened }
  }

  /** Returns the schema, closed only at the levels below. Components stay open, since other schemas may combine them. */
  opened(schema: JsonSchema): JsonSchema {
    return typeof schema === 'object' ? (this.#rewritten(schema) as JsonSchema) : schema
  }

  #rewritten(schema: Node): Node {
    const close = (each: unknown): unknown => this.closed(each as JsonSchema)
    const open = (each: unknown): unknown => this.opened(each as JsonSchema)
    const changed: Record<string, unknown> = { ...schema }
    const change = (name: string, by: (value: unknown) => unknown): void => {
      if (schema[name] !== undefined) changed[name] = by(schema[name])
    }
    for (const name of within) change(name, close)
    for (const name of withinByName) change(name, (value) => mapped(value, close))
    for (const name of alternatives) change(name, (value) => listOf(value).map(open))
    for (const name of conditionals) change(name, open)
    for (const name of ['dependentSchemas', '$defs']) change(name, (value) => mapped(value, open))
    change('prefixItems', (value) => listOf(value).map(close))
    change('$ref', (value) => `${this.#base}${String(value)}`)
    return changed
  }

  /** Reports whether a schema describes the members of an object. One that accepts any object does not. */
  #describesMembers(schema: unknown, seen: Set<string>): boolean {
    if (typeof schema !== 'object' || schema === null) return schema === false
    const { type, $ref, allOf, anyOf, oneOf, ...rest } = schema as Node
    if (type !== undefined && ![type].flat().includes('object')) return true
    if (['properties', 'patternProperties', 'additionalProperties'].some((name) => rest[name] !== undefined))
      return true
    if (typeof $ref === 'string') {
      if (seen.has($ref)) return true
      if (this.#describesMembers(this.#components[$ref.slice($ref.lastIndexOf('/') + 1)], new Set([...seen, $ref])))
        return true
    }
    const every = (list: unknown): boolean =>
      listOf(list).length > 0 && listOf(list).every((each) => this.#describesMembers(each, seen))
    return listOf(allOf).some((each) => this.#describesMembers(each, seen)) || every(anyOf) || every(oneOf)
  }
}

function mapped(value: unknown, by: (each: unknown) => unknown): unknown {
  return Object.fromEntries(Object.entries((value ?? {}) as Node).map(([name, each]) => [name, by(each)]))
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
