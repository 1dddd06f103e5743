import type { HeaderFields } from '../contract/responses.js'
import type { JsonSchema } from '../schema/shape.js'
import { freeName } from './component-name.js'
import type { Components, HeaderObject, ParameterObject, Reference, ResponseObject } from './document-objects.js'
import { headerName, knownHeader } from './header-objects.js'
import type { SchemaCollection } from './schema-collection.js'

type Section = 'responses' | 'parameters' | 'headers'

interface Sections {
  readonly responses: ResponseObject
  readonly parameters: ParameterObject
  readonly headers: HeaderObject
}

/** Collects the responses, parameters and header fields that several operations refer to. */
export class ComponentCollection {
  readonly #components: { readonly [Name in Section]: Map<string, Sections[Name]> } = {
    responses: new Map(),
    parameters: new Map(),
    headers: new Map(),
  }
  readonly #schemas: SchemaCollection
  readonly #common: HeaderFields

  /** @param common header fields that every answer has; each becomes one component, while those of a contract are written in place */
  constructor(schemas: SchemaCollection, common: HeaderFields) {
    this.#schemas = schemas
    this.#common = common
  }

  /**
   * Returns a reference to the component, and adds it if it is new. A different component of the same name, which only several end-wares
   * in one document have, gets a number.
   */
  share<Name extends Section>(section: Name, name: string, component: Sections[Name]): Reference {
    const all: Map<string, Sections[Name]> = this.#components[section]
    const text = JSON.stringify(component)
    const free = freeName(name, (each) => JSON.stringify(all.get(each) ?? component) !== text)
    all.set(free, component)
    return { $ref: `#/components/${section}/${free}` }
  }

  /**
   * Returns the header objects of an answer by name.
   *
   * @param owner prefix for the names of schemas that have none
   * @param required names of fields that this answer always has
   */
  headers(
    fields: HeaderFields,
    owner: string,
    required: readonly string[] = [],
  ): Record<string, HeaderObject | Reference> {
    const entries = Object.entries(fields).map(([given, field]): [string, HeaderObject | Reference] => {
      const name = headerName(given)
      if (field !== true) {
        const described = this.#described(field, `${owner}${name}`)
        return [name, this.#common[given] === field ? this.share('headers', name, described) : described]
      }
      const header = knownHeader(name)
      const always = required.includes(name) ? { ...header, required: true } : header
      return [name, this.share('headers', always === header ? name : `${name}Always`, always)]
    })
    return Object.fromEntries(entries)
  }

  /** Returns the collected components, sorted by name; sections without any are absent. */
  finish(): Pick<Components, Section> {
    const sorted = <Value>(map: ReadonlyMap<string, Value>): Record<string, Value> =>
      Object.fromEntries([...map].sort(([left], [right]) => (left < right ? -1 : 1)))
    const { responses, parameters, headers } = this.#components
    return {
      ...(responses.size === 0 ? {} : { responses: sorted(responses) }),
      ...(parameters.size === 0 ? {} : { parameters: sorted(parameters) }),
      ...(headers.size === 0 ? {} : { headers: sorted(headers) }),
    }
  }

  #described(field: Exclude<HeaderFields[string], true>, owner: string): HeaderObject {
    const { description, required, schema, example } = field
    const text: JsonSchema = { type: 'string' }
    return {
      ...(description === undefined ? {} : { description }),
      ...(required === true ? { required } : {}),
      schema: schema === undefined ? text : (this.#schemas.add(schema, 'output', owner) ?? text),
      ...(example === undefined ? {} : { example }),
    }
  }
}
