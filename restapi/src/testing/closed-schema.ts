import type { JsonSchema } from '../schema/shape.js'

type Node = Readonly<Record<string, unknown>>

/** Keywords whose value is a schema of something within the value. */
const within = ['additionalProperties', 'contains', 'items', 'unevaluatedItems', 'unevaluatedProperties'] as const
/** Keywords with such schemas by name. */
const withinByName = ['patternProperties', 'properties'] as const
/** Keywords with schemas of the value itself (JSON Schema core §10.2). */
const alternatives = ['allOf', 'anyOf', 'oneOf'] as const
const conditionals = ['else', 'if', 'not', 'then'] as const

/** Closes the schemas of a document: members of objects that no schema tells of are undocumented, and refused. */
export class SchemaClosing {
  readonly #components: Node
  readonly #base: string

  /**
   * @param components the schemas of the document by name
   * @param base what stands before references to them
   */
  constructor(components: Node, base: string) {
    this.#components = components
    this.#base = base
  }

  /**
   * The same schema, closed to members that it does not tell of, here and in all that is within. Where it is put together of several
   * (`allOf`, `anyOf`, `oneOf`, a reference with others beside it), each may tell of some: the whole is closed, and no part by itself.
   */
  closed(schema: JsonSchema): JsonSchema {
    const opened = this.opened(schema)
    if (typeof opened !== 'object' || !this.#tells(schema, new Set())) return opened
    return { unevaluatedProperties: false, ...opened }
  }

  /** The same schema, closed in what is within it alone: for a component, which others may be put together of. */
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

  /** Whether a schema tells which members an object may have. One that lets any object by says nothing. */
  #tells(schema: unknown, seen: Set<string>): boolean {
    if (typeof schema !== 'object' || schema === null) return schema === false
    const { type, $ref, allOf, anyOf, oneOf, ...rest } = schema as Node
    if (type !== undefined && ![type].flat().includes('object')) return true
    if (['properties', 'patternProperties', 'additionalProperties'].some((name) => rest[name] !== undefined))
      return true
    if (typeof $ref === 'string') {
      if (seen.has($ref)) return true
      if (this.#tells(this.#components[$ref.slice($ref.lastIndexOf('/') + 1)], new Set([...seen, $ref]))) return true
    }
    const every = (list: unknown): boolean =>
      listOf(list).length > 0 && listOf(list).every((each) => this.#tells(each, seen))
    return listOf(allOf).some((each) => this.#tells(each, seen)) || every(anyOf) || every(oneOf)
  }
}

function mapped(value: unknown, by: (each: unknown) => unknown): unknown {
  return Object.fromEntries(Object.entries((value ?? {}) as Node).map(([name, each]) => [name, by(each)]))
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
