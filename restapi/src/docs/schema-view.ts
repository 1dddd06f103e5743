import { type Markup, markup } from '../html/markup.js'
import { prose } from '../html/prose.js'
import type { OpenApiDocument } from '../openapi/document-objects.js'
import type { JsonSchema } from '../schema/shape.js'
import { targetOf } from './reference.js'

type Keywords = Readonly<Record<string, unknown>>

/** Limits of the view of one schema. */
const most = { depth: 8, members: 500 }

/** Returns the members of a schema with their types and bounds. A member that has members can be unfolded. */
export function schemaView(document: OpenApiDocument, schema: JsonSchema): Markup {
  return new SchemaViewer(document).view(schema)
}

/** Returns the type of a schema in a few words, such as `array of Product` or `string (uuid)`. */
export function typeText(document: OpenApiDocument, schema: JsonSchema): string {
  const { keywords, name } = followed(document, schema)
  if (name !== undefined) return name
  const { type, format, items } = keywords
  if (Array.isArray(keywords.enum)) return 'one of a list'
  if (keywords.const !== undefined) return 'constant'
  const choices = choicesOf(keywords)
  if (choices.length > 0) return [...new Set(choices.map((choice) => typeText(document, choice)))].join(' or ')
  if (type === 'array' && isSchema(items)) return `array of ${typeText(document, items)}`
  const types = [type ?? 'any'].flat().map(String).join(' or ')
  return typeof format === 'string' ? `${types} (${format})` : types
}

/** Returns the bounds of a schema for people, such as `at least 1`. */
export function boundsOf(document: OpenApiDocument, schema: JsonSchema): Markup[] {
  const { keywords } = followed(document, schema)
  const shown = (keyword: string, words: string) =>
    keywords[keyword] === undefined ? [] : [markup`${words} <code>${textOf(keywords[keyword])}</code>`]
  const values = Array.isArray(keywords.enum)
    ? keywords.enum.map((value) => markup` <code>${textOf(value)}</code>`)
    : []
  return [
    ...(values.length > 0 ? [markup`one of${values}`] : []),
    ...shown('const', 'always'),
    ...shown('minimum', 'at least'),
    ...shown('exclusiveMinimum', 'more than'),
    ...shown('maximum', 'at most'),
    ...shown('exclusiveMaximum', 'less than'),
    ...shown('multipleOf', 'multiple of'),
    ...shown('minLength', 'shortest length'),
    ...shown('maxLength', 'greatest length'),
    ...shown('minItems', 'fewest items'),
    ...shown('maxItems', 'most items'),
    ...shown('pattern', 'pattern'),
    ...shown('default', 'by default'),
  ]
}

/** Returns the keywords of a schema behind its references, and the name of the component that it refers to. */
export function followed(
  document: OpenApiDocument,
  schema: JsonSchema,
): { keywords: Keywords; name: string | undefined } {
  let keywords: Keywords = typeof schema === 'object' ? schema : {}
  let name: string | undefined
  for (let steps = 0; typeof keywords.$ref === 'string' && steps < most.depth; steps++) {
    name ??= keywords.$ref.slice(keywords.$ref.lastIndexOf('/') + 1)
    const { $ref, ...beside } = keywords
    const target = targetOf(document, $ref)
    keywords = { ...(typeof target === 'object' && target !== null ? target : {}), ...beside }
  }
  return { keywords, name }
}

class SchemaViewer {
  readonly #document: OpenApiDocument
  readonly #trail: unknown[] = []
  #room = most.members

  constructor(document: OpenApiDocument) {
    this.#document = document
  }

  view(schema: JsonSchema): Markup {
    const content = this.#members(schema)
    const type = typeText(this.#document, schema)
    return markup`<p class="type">${type}${this.#bounds(schema)}</p>\n${content}`
  }

  /** Returns the members of an object, of the items of an array, or of each choice; undefined if there are none. */
  #members(schema: JsonSchema): Markup | undefined {
    const reference = typeof schema === 'object' ? (schema.$ref ?? schema) : schema
    if (this.#trail.includes(reference)) return markup`<p class="type">as above</p>\n`
    if (this.#trail.length >= most.depth) return undefined
    this.#trail.push(reference)
    const content = this.#content(followed(this.#document, schema).keywords)
    this.#trail.pop()
    return content
  }

  #content(keywords: Keywords): Markup | undefined {
    const choices = choicesOf(keywords).filter((choice) => followed(this.#document, choice).keywords.type !== 'null')
    if (choices.length === 1 && choices[0] !== undefined) return this.#members(choices[0])
    if (choices.length > 0) {
      const shown = choices.map((choice) => markup`<li>${this.view(choice)}</li>\n`)
      return markup`<ul class="choices">\n${shown}</ul>\n`
    }
    if (isSchema(keywords.items)) return this.#members(keywords.items)
    const { properties, required } = keywords
    if (typeof properties !== 'object' || properties === null) return undefined
    const needed = new Set(Array.isArray(required) ? required : [])
    const rows = Object.entries(properties).flatMap(([name, member]) => this.#row(name, member, needed.has(name)) ?? [])
    return markup`<dl class="members">\n${rows}</dl>\n`
  }

  #row(name: string, schema: unknown, isRequired: boolean): Markup | undefined {
    if (!isSchema(schema) || this.#room-- <= 0) return undefined
    const { keywords } = followed(this.#document, schema)
    const { description } = keywords
    const inner = this.#members(schema)
    return markup`<div><dt><code>${name}</code> <small>${typeText(this.#document, schema)}${isRequired ? '' : ', optional'}</small></dt><dd>${
      typeof description === 'string' ? prose(description) : undefined
    }<small>${this.#bounds(schema)}</small>${
      inner === undefined ? undefined : markup`<details><summary>Members of ${name}</summary>${inner}</details>`
    }</dd></div>\n`
  }

  #bounds(schema: JsonSchema): Markup {
    return markup`${boundsOf(this.#document, schema).map((bound) => markup` <span class="bound">${bound}</span>`)}`
  }
}

function choicesOf(keywords: Keywords): JsonSchema[] {
  const { oneOf, anyOf, allOf } = keywords
  return [oneOf, anyOf, allOf].flatMap((list) => (Array.isArray(list) ? list.filter(isSchema) : []))
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
