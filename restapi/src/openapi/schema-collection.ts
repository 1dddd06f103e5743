import type { JsonSchema } from '../schema/shape.js'
import type { StandardSchema } from '../schema/standard-schema.js'
import { convertedSchema, type SchemaDirection } from './converted-schema.js'
import { withDiscriminators } from './discriminated.js'
import { freeName } from './free-name.js'
import { unreservedName } from './reserved-name.js'

/** A schema with all that it refers to. */
interface Definition {
  /** `own` for what the document says of itself. */
  readonly direction: SchemaDirection | 'own'
  readonly name: string
  readonly schema: JsonSchema
}

/**
 * The schemas of a document. What validators give as definitions becomes a component under its own name; where that of a request
 * and that of an answer differ (defaults, transformations), the former is named `…Input`.
 */
export class SchemaCollection {
  readonly #definitions = new Map<string, Definition>()

  /**
   * The schema, with references in place of its definitions; `undefined` when its validator cannot tell.
   *
   * @param owner names definitions that have no name of their own: recursive ones
   * @throws TypeError when validators give two different schemas one name
   */
  add(schema: StandardSchema, direction: SchemaDirection, owner: string): JsonSchema | undefined {
    const converted = convertedSchema(schema, direction)
    if (converted === undefined) return undefined
    const { $defs = {}, ...root } = withDiscriminators(converted, owner) as { $defs?: Record<string, JsonSchema> }
    // zod names what has no id `__schema0`; a root that refers to itself has no name at all
    const nameOf = (name: string): string => (/^__schema\d+$/.test(name) ? `${owner}${name.slice(8)}` : name)
    const isRecursive = JSON.stringify(root).includes('"$ref":"#"') || JSON.stringify($defs).includes('"$ref":"#"')
    const references = new Map([
      ['#', `${direction}:${owner}`],
      ...Object.keys($defs).map((name): [string, string] => [`#/$defs/${name}`, `${direction}:${nameOf(name)}`]),
    ])
    // one that leads nowhere is none, but a part of an example
    const rewrite = (reference: string): string => references.get(reference) ?? reference
    for (const [name, definition] of Object.entries($defs)) {
      this.#define({ direction, name: nameOf(name), schema: withReferences(definition, rewrite) })
    }
    if (!isRecursive) return withReferences(root, rewrite)
    this.#define({ direction, name: owner, schema: withReferences(root, rewrite) })
    return { $ref: `${direction}:${owner}` }
  }

  /** A schema of the document's own, by its name; where another one has that, with a number. */
  define(name: string, schema: JsonSchema): JsonSchema {
    const text = JSON.stringify(schema)
    const free = freeName(name, (each) => JSON.stringify(this.resolve(`own:${each}`) ?? schema) !== text)
    this.#definitions.set(`own:${free}`, { direction: 'own', name, schema })
    return { $ref: `own:${free}` }
  }

  /** What a reference leads to, while the document is made. */
  resolve(reference: string): JsonSchema | undefined {
    return this.#definitions.get(reference)?.schema
  }

  /** The components, and a function that gives all references in a part of the document their final form. */
  finish(): { readonly schemas: Record<string, JsonSchema>; readonly settle: <Part>(part: Part) => Part } {
    const names = this.#names()
    const settle = <Part>(part: Part): Part =>
      withReferences(part, (reference) => {
        const name = names.get(reference)
        return name === undefined ? reference : `#/components/schemas/${name}`
      })
    const schemas = [...this.#definitions].map(([key, { schema }]): [string, JsonSchema] => [
      names.get(key) ?? key,
      settle(schema),
    ])
    return { schemas: Object.fromEntries(schemas.sort(([left], [right]) => (left < right ? -1 : 1))), settle }
  }

  #define(definition: Definition): void {
    const { direction, name, schema } = definition
    if (!/^[A-Za-z0-9._-]+$/.test(name)) {
      throw new TypeError(`a schema is named '${name}'; names are of letters, digits, dots, underscores and hyphens`)
    }
    const key = `${direction}:${name}`
    const known = this.#definitions.get(key)
    if (known === undefined) this.#definitions.set(key, definition)
    else if (JSON.stringify(known.schema) !== JSON.stringify(schema)) {
      throw new TypeError(`two different schemas are named '${name}'`)
    }
  }

  /** What each is called in the document: that of a validator as it says, unless it is for requests alone; the document's own with what is left. */
  #names(): ReadonlyMap<string, string> {
    const different = this.#different()
    const names = new Map<string, string>()
    const all = [...this.#definitions]
    const given = all.filter(([, each]) => each.direction !== 'own')
    const known = new Set(given.map(([, { name }]) => name))
    for (const [key, { direction, name }] of given) {
      const unreserved = unreservedName(name)
      const safe = unreserved === name ? name : freeName(unreserved, (each) => known.has(each))
      names.set(key, direction === 'input' && different.has(name) ? this.#inputName(safe) : safe)
    }
    const taken = new Set(names.values())
    for (const [key, { name }] of all.filter(([, each]) => each.direction === 'own')) {
      const free = freeName(name, (each) => taken.has(each))
      taken.add(free)
      names.set(key, free)
    }
    return names
  }

  /** The names whose schemas for requests and for answers differ, in themselves or in what they refer to. */
  #different(): ReadonlySet<string> {
    const different = new Set<string>()
    const pairs = [...this.#definitions.values()].flatMap(({ name, direction, schema }) => {
      const output = direction === 'input' ? this.#definitions.get(`output:${name}`)?.schema : undefined
      return output === undefined ? [] : [{ name, input: schema, output }]
    })
    for (let before = -1; before < different.size; ) {
      before = different.size
      for (const { name, input, output } of pairs) {
        const seen = (schema: JsonSchema): string =>
          JSON.stringify(withReferences(schema, (reference) => undirected(reference, different)))
        if (seen(input) !== seen(output)) different.add(name)
      }
    }
    return different
  }

  #inputName(name: string): string {
    const taken = (candidate: string): boolean =>
      this.#definitions.has(`input:${candidate}`) || this.#definitions.has(`output:${candidate}`)
    return taken(`${name}Input`) ? `${name}RequestInput` : `${name}Input`
  }
}

function undirected(reference: string, different: ReadonlySet<string>): string {
  const name = reference.slice(reference.indexOf(':') + 1)
  return different.has(name) ? reference : name
}

/** The same with every `$ref` rewritten. */
function withReferences<Part>(part: Part, rewrite: (reference: string) => string): Part {
  if (Array.isArray(part)) return part.map((each: unknown) => withReferences(each, rewrite)) as Part
  if (typeof part !== 'object' || part === null) return part
  const entries = Object.entries(part).map(([key, value]: [string, unknown]): [string, unknown] => {
    if (key === '$ref' && typeof value === 'string') return [key, rewrite(value)]
    return [key, key === 'mapping' ? withMapping(value, rewrite) : withReferences(value, rewrite)]
  })
  return Object.fromEntries(entries) as Part
}

/** The same mapping of a discriminator with its references rewritten; anything else of that name is rewritten as any other part. */
function withMapping(mapping: unknown, rewrite: (reference: string) => string): unknown {
  if (typeof mapping !== 'object' || mapping === null || Array.isArray(mapping)) return withReferences(mapping, rewrite)
  const entries = Object.entries(mapping).map(([value, target]: [string, unknown]): [string, unknown] => [
    value,
    typeof target === 'string' ? rewrite(target) : withReferences(target, rewrite),
  ])
  return Object.fromEntries(entries)
}
