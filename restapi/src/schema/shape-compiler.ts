import { checkPrefixes } from './check-prefixes.js'
import { readDisplay } from './display.js'
import { schemaAtReference } from './schema-reference.js'
import type { JsonSchema, ObjectShape, Property, Scalar, Shape, ShapeReference } from './shape.js'
import { ANY, ANYTHING, intersectionOf, LazyReference, partsOf, unionOf } from './shape-combination.js'
import { numberConstraints, textConstraints } from './shape-constraints.js'
import { checkXmlObject, mergedXml, readXmlObject, refusal, type XmlObject } from './xml-object.js'

/**
 * Compiles a JSON Schema to a shape. Checks all its references and XML Objects.
 *
 * @throws TypeError for invalid XML metadata, and for a reference to no part of the schema
 */
export function shapeOf(schema: JsonSchema): Shape {
  const shape = new ShapeCompiler(schema).compile(schema, 'the schema')
  const found = new Set<Shape>([shape])
  // the iteration of a Set includes members that are added during the loop
  for (const next of found) for (const part of partsOf(next)) found.add(part)
  checkPrefixes(shape, found)
  return shape
}

/** A keyword that marks the input of a transformation. It gets text as the client sent it. */
export const AS_SENT = 'x-as-sent'

type JsonObject = { readonly [keyword: string]: unknown }

const PLAIN = { nullable: false, xml: {} }

class DeclaredProperty implements Property {
  readonly key: string
  readonly required: boolean
  readonly title: string | undefined
  readonly #reference: ShapeReference

  constructor(key: string, required: boolean, reference: ShapeReference, title?: string) {
    this.key = key
    this.required = required
    this.title = title
    this.#reference = reference
  }

  get shape(): Shape {
    return this.#reference.shape
  }
}

class ShapeCompiler {
  readonly #root: JsonSchema
  readonly #shapes = new Map<object, Shape>()
  readonly #open = new Set<object>()

  constructor(root: JsonSchema) {
    this.#root = root
  }

  compile(schema: unknown, where: string): Shape {
    if (!isJsonObject(schema)) return ANY
    const known = this.#shapes.get(schema)
    if (known !== undefined) return known
    if (this.#open.has(schema)) throw new TypeError(`${where} refers to itself without a property or item between`)
    this.#open.add(schema)
    const shape = this.#described(schema, where)
    this.#open.delete(schema)
    this.#shapes.set(schema, shape)
    return shape
  }

  #described(schema: JsonObject, where: string): Shape {
    // a lone reference gives the same shape object, since results are memoized by shape
    if (schema.$ref !== undefined && Object.keys(schema).length === 1)
      return this.compile(schemaAtReference(this.#root, schema.$ref, where), where)
    const parts: Shape[] = list(schema.allOf).map((part) => this.compile(part, where))
    if (schema.$ref !== undefined) parts.unshift(this.compile(schemaAtReference(this.#root, schema.$ref, where), where))
    for (const keyword of ['anyOf', 'oneOf'])
      if (Array.isArray(schema[keyword]))
        parts.push(unionOf(list(schema[keyword]).map((part) => this.compile(part, where))))
    parts.push(this.#own(schema, where))
    const shape = parts.reduce(intersectionOf)
    // a part that is wrapped describes a list, also where another part takes the word back
    if (parts.some(({ xml }) => xml.wrapped) && parts.some(({ kind }) => kind !== 'array' && kind !== 'any'))
      throw refusal(where, 'has wrapped, which is for arrays only')
    const display = readDisplay(schema.html, where)
    const xml = mergedXml(shape.xml, readXmlObject(schema.xml, where))
    return annotated({ ...shape, xml, ...(display === undefined ? {} : { display }) }, where)
  }

  #own(schema: JsonObject, where: string): Shape {
    if (schema[AS_SENT] === true) return { ...ANY, asSent: true }
    if ('const' in schema) return constants([schema.const])
    if (Array.isArray(schema.enum)) return constants(schema.enum)
    const type = schema.type ?? impliedType(schema)
    if (type === undefined) return ANY
    return unionOf((Array.isArray(type) ? type : [type]).map((name) => this.#ofType(name, schema, where)))
  }

  #ofType(type: unknown, schema: JsonObject, where: string): Shape {
    switch (type) {
      case 'string':
        return {
          ...PLAIN,
          kind: 'string',
          format: typeof schema.format === 'string' ? schema.format : undefined,
          base64: schema.contentEncoding === 'base64',
          accepts: textConstraints(schema),
        }
      case 'number':
      case 'integer':
        return { ...PLAIN, kind: 'number', integer: type === 'integer', accepts: numberConstraints(schema) }
      case 'boolean':
        return { ...PLAIN, kind: 'boolean' }
      case 'null':
        return { ...PLAIN, kind: 'null', nullable: true }
      case 'array': {
        const prefixItems = list(schema.prefixItems).map((item) => this.#later(item, where, 'an item'))
        return { ...PLAIN, kind: 'array', prefixItems, items: this.#later(schema.items, where, 'an item') }
      }
      case 'object':
        return this.#object(schema, where)
      default:
        return ANY
    }
  }

  #object(schema: JsonObject, where: string): ObjectShape {
    const required = list(schema.required)
    const declared = isJsonObject(schema.properties) ? schema.properties : {}
    const properties = new Map<string, Property>()
    for (const [key, member] of Object.entries(declared)) {
      const reference = this.#later(member, where, `the property ${JSON.stringify(key)}`)
      properties.set(key, new DeclaredProperty(key, required.includes(key), reference, titleOf(member)))
    }
    const others = this.#later(schema.additionalProperties, where, 'an additional property')
    for (const key of required)
      if (typeof key === 'string' && !properties.has(key)) properties.set(key, new DeclaredProperty(key, true, others))
    const additional = schema.additionalProperties === false ? undefined : others
    return { ...PLAIN, kind: 'object', properties, additional }
  }

  #later(schema: unknown, where: string, part: string): ShapeReference {
    return isJsonObject(schema) ? new LazyReference(() => this.compile(schema, `${part} of ${where}`)) : ANYTHING
  }
}

function annotated(described: Shape, where: string): Shape {
  const shape = { ...described, xml: withNodeType(described, where) }
  const { attribute, wrapped, text } = shape.xml
  if (attribute && text) throw refusal(where, 'must not make it both an attribute and text')
  if (attribute && hasStructure(shape)) throw refusal(where, 'makes an attribute of an object or an array')
  if (text && hasStructure(shape)) throw refusal(where, 'makes text of an object or an array')
  checkXmlObject(shape.xml, where)
  if (!wrapped || shape.kind === 'array') return shape
  // a Set has no JSON Schema, but is written as an array
  if (shape.kind === 'any') return { kind: 'array', nullable: true, xml: shape.xml, prefixItems: [], items: ANYTHING }
  throw refusal(where, 'has wrapped, which is for arrays only')
}

/** Replaces the node type of an XML Object with its meaning for this kind of value. */
function withNodeType({ kind, xml }: Shape, where: string): XmlObject {
  const { nodeType, ...others } = xml
  switch (nodeType) {
    case 'attribute':
      return { ...others, attribute: true }
    case 'text':
      return { ...others, text: true }
    case 'element':
      return kind === 'array' ? { ...others, wrapped: true } : others
    case 'none':
      if (kind === 'array') return others
      throw refusal(where, "has the nodeType 'none', which is for arrays only")
    default:
      return xml
  }
}

function hasStructure(shape: Shape): boolean {
  return shape.kind === 'union'
    ? shape.alternatives.some(hasStructure)
    : shape.kind === 'object' || shape.kind === 'array'
}

function constants(values: readonly unknown[]): Shape {
  const scalars = values.filter(isScalar)
  const nullable = values.includes(null)
  if (scalars.length + (nullable ? 1 : 0) < values.length) return ANY
  return scalars.length === 0
    ? { ...PLAIN, kind: 'null', nullable }
    : { ...PLAIN, kind: 'enum', nullable, values: scalars }
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function impliedType(schema: JsonObject): string | undefined {
  if ('properties' in schema || 'required' in schema || 'additionalProperties' in schema) return 'object'
  return 'items' in schema || 'prefixItems' in schema ? 'array' : undefined
}

/** Returns the title of a member's schema, or of its one alternative besides null. */
function titleOf(schema: unknown): string | undefined {
  if (!isJsonObject(schema)) return undefined
  if (typeof schema.title === 'string' && schema.title !== '') return schema.title
  const [only, ...others] = list(schema.anyOf).filter((part) => !isJsonObject(part) || part.type !== 'null')
  return others.length === 0 ? titleOf(only) : undefined
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
