import type { JsonSchema } from '../schema/shape.js'
import type { StandardSchema } from '../schema/standard-schema.js'
import { freeName } from './component-name.js'
import { convertedSchema, type SchemaDirection } from './converted-schema.js'
import { withDiscriminators } from './discriminated.js'
import { unreservedName } from './reserved-name.js'

/** A named schema of the document. */
interface Definition {
  /** `own` for schemas that the library defines, such as that of failures. */
  readonly direction: SchemaDirection | 'own'
  readonly name: string
  readonly schema: JsonSchema
}

/**
 * Collects the schemas of a document. A definition that a validator makes becomes a component of the same name. When the schemas for
 * requests and for answers differ (defaults, transformations), that for requests is named `…Input`.
 */
export class SchemaCollection {
  readonly #definitions = new Map<string, Definition>()

  /**
   * Adds the definitions of a schema, and returns the schema with references to them; `undefined` when its validator makes no JSON Schema.
   *
   * @param owner prefix for the names of recursive definitions that have none
   * @throws TypeError for two different schemas with the same name
   */
  add(schema: StandardSchema, direction: SchemaDirection, owner: string): JsonSchema | undefined {
    const converted = convertedSchema(schema, direction)
    if (converted === undefined) return undefined
    const { $defs = {}, ...root } = withDiscriminators(converted, owner) as { $defs?: Record<string, JsonSchema> }
    // zod names a definition without an id `__schema0`, Valibot's converter `0`; a recursive root has no name at all
    const nameOf = (name: string): string => name.replace(/^(?:__schema)?(?=\d+$)/, owner)
    const isRecursive = JSON.stringify(root).includes('"$ref":"#"') || JSON.stringify($defs).includes('"$ref":"#"')
    const references = new Map([
      ['#', `${direction}:${owner}`],
      ...Object.keys($defs).map((name): [string, string] => [`#/$defs/${name}`, `${direction}:${nameOf(name)}`]),
    ])
    // an unknown reference is data, such as a part of an example
    const rewrite = (reference: string): string => references.get(reference) ?? reference
    for (const [name, definition] of Object.entries($defs)) {
      this.#define({ direction, name: nameOf(name), schema: withReferences(definition, rewrite) })
    }
    if (!isRecursive) return withReferences(root, rewrite)
    this.#define({ direction, name: owner, schema: withReferences(root, rewrite) })
    return { $ref: `${direction}:${owner}` }
  }

  /** Adds a schema of the library, and returns a reference to it. A number is added to the name if a different schema has it. */
  define(name: string, schema: JsonSchema): JsonSchema {
    const text = JSON.stringify(schema)
    const free = freeName(name, (each) => JSON.stringify(this.resolve(`own:${each}`) ?? schema) !== text)
    this.#definitions.set(`own:${free}`, { direction: 'own', name, schema })
    return { $ref: `own:${free}` }
  }

  /** Returns the schema that a reference points to; references have their final form only after `finish`. */
  resolve(reference: string): JsonSchema | undefined {
    return this.#definitions.get(reference)?.schema
  }

  /** Returns the components, and a function that gives the references in a part of the document their final form. */
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
      throw new TypeError(
        `the id of a schema must consist of letters, digits, dots, underscores and hyphens; got '${name}'`,
      )
    }
    const key = `${direction}:${name}`
    const known = this.#definitions.get(key)
    if (known === undefined) this.#definitions.set(key, definition)
    else if (JSON.stringify(known.schema) !== JSON.stringify(schema)) {
      throw new TypeError(`two different schemas have the id '${name}'; give each an id of its own`)
    }
  }

  /** Returns the final names. Schemas of validators keep their names; those of the library take the names that are left. */
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

  /** Returns the names whose schemas for requests and for answers differ, directly or by a reference. */
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

/** Returns a copy with each `$ref` rewritten. */
function withReferences<Part>(part: Part, rewrite: (reference: string) => string): Part {
  if (Array.isArray(part)) return part.map((each: unknown) => withReferences(each, rewrite)) as Part
  if (typeof part !== 'object' || part === null) return part
  const entries = Object.entries(part).map(([key, value]: [string, unknown]): [string, unknown] => {
    if (key === '$ref' && typeof value === 'string') return [key, rewrite(value)]
    return [key, key === 'mapping' ? withMapping(value, rewrite) : withReferences(value, rewrite)]
  })
  return Object.fromEntries(entries) as Part
}

/** Returns the mapping of a discriminator with its references rewritten. A member that is only named `mapping` is rewritten like other parts. */
function withMapping(mapping: unknown, rewrite: (reference: string) => string): unknown {
  if (typeof mapping !== 'object' || mapping === null || Array.isArray(mapping)) return withReferences(mapping, rewrite)
  const entries = Object.entries(mapping).map(([value, target]: [string, unknown]): [string, unknown] => [
    value,
    typeof target === 'string' ? rewrite(target) : withReferences(target, rewrite),
  ])
  return Object.fromEntries(entries)
}
