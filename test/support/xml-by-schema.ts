import { parseStringPromise } from 'xml2js'

/** The members of a documented schema that XML depends on. */
export interface Schema {
  readonly [keyword: string]: unknown
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly xml?: { readonly name?: string; readonly attribute?: boolean; readonly wrapped?: boolean }
}

/** Resolves a schema that is a reference. */
export type Follow = (schema: Schema) => Schema

/** An element as `xml2js` reads it. */
type Element = string | { readonly [name: string]: unknown }

/** Returns a value in the form of the Builder of `xml2js`, by the XML Objects (OpenAPI 3.1.1 §4.8.26), and the name of its root. */
export function writableXml(value: unknown, schema: Schema, follow: Follow): { root: string; content: unknown } {
  return { root: follow(schema).xml?.name ?? '', content: writable(value, schema, follow) }
}

function writable(value: unknown, given: Schema, follow: Follow): unknown {
  const { properties = {} } = follow(given)
  if (typeof value !== 'object' || value === null) return String(value)
  const attributes: Record<string, string> = {}
  const children: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(value)) {
    const schema = follow(properties[name] ?? {})
    const element = schema.xml?.name ?? name
    if (schema.xml?.attribute) attributes[element] = String(member)
    else if (Array.isArray(member)) {
      const items = member.map((item) => writable(item, schema.items ?? {}, follow))
      const item = itemName(schema, name, follow)
      if (schema.xml?.wrapped) children[element] = { [item]: items }
      else children[item] = items
    } else children[element] = writable(member, schema, follow)
  }
  return { $: attributes, ...children }
}

/** Reads a document with `xml2js`, and returns the value that its schema describes. */
export async function readXmlBySchema(text: string, schema: Schema, follow: Follow): Promise<unknown> {
  const document: Record<string, Element> = await parseStringPromise(text)
  const [[root, content] = ['', '']] = Object.entries(document)
  const described = alternativesOf(schema, follow).find(({ xml }) => xml?.name === root)
  if (described === undefined) throw new Error(`the document has no root ${root} here`)
  return described.type === 'array' ? itemsOf(content, described, root, follow) : readable(content, described, follow)
}

function readable(element: Element, given: Schema, follow: Follow): unknown {
  const { type, const: constant, properties, additionalProperties } = follow(given)
  const isObject = type === 'object' || properties !== undefined
  if (!isObject) return scalar(typeof element === 'string' ? element : String(element._ ?? ''), type ?? typeof constant)
  const { $: attributes = {}, ...children } = (typeof element === 'string' ? {} : element) as Record<string, Element[]>
  const value: Record<string, unknown> = {}
  const known = new Set<string>()
  for (const [name, each] of Object.entries(properties ?? {})) {
    const schema = follow(each)
    const tag = schema.xml?.name ?? name
    const own = schema.type === 'array' && !schema.xml?.wrapped ? itemName(schema, name, follow) : tag
    known.add(own)
    const found = children[own]
    if (schema.xml?.attribute) {
      const attribute = (attributes as Record<string, string>)[tag]
      if (attribute !== undefined) value[name] = scalar(attribute, schema.type ?? 'string')
    } else if (found?.[0] === undefined) continue
    else if (schema.type !== 'array') value[name] = readable(found[0], schema, follow)
    else if (schema.xml?.wrapped) value[name] = itemsOf(found[0], schema, name, follow)
    else value[name] = found.map((item) => readable(item, schema.items ?? {}, follow))
  }
  for (const [name, found] of Object.entries(children)) {
    if (known.has(name)) continue
    if (!additionalProperties) throw new Error(`the document has no element ${name} here`)
    value[name] = readable(found[0] ?? '', {}, follow)
  }
  return value
}

function itemsOf(element: Element, schema: Schema, name: string, follow: Follow): readonly unknown[] {
  const items = typeof element === 'string' ? [] : ((element[itemName(schema, name, follow)] ?? []) as Element[])
  return items.map((item) => readable(item, schema.items ?? {}, follow))
}

/** Returns the name of the items of an array: their own, else that of the array. */
function itemName({ items = {} }: Schema, name: string, follow: Follow): string {
  return follow(items).xml?.name ?? name
}

function scalar(text: string, type: string): unknown {
  if (type === 'integer' || type === 'number') return Number(text)
  return type === 'boolean' ? text === 'true' : text
}

function alternativesOf(schema: Schema, follow: Follow): readonly Schema[] {
  const followed = follow(schema)
  return followed.anyOf === undefined ? [followed] : followed.anyOf.map(follow)
}
