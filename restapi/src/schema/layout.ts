import { memoizedByObject } from '../values/memoized-by-object.js'
import { distinctNameOfKey, nameOfKey } from './names.js'
import type { ArrayShape, ObjectShape, Shape } from './shape.js'
import { checkXmlObject, mergedXml, refusal, type XmlObject } from './xml-object.js'

/** The name of an element or attribute. */
export interface XmlName {
  readonly local: string
  /** The prefix; empty for none. */
  readonly prefix: string
  /** The namespace; `undefined` for that of the surrounding element. */
  readonly namespace: string | undefined
  /** The name in a document: `prefix:local`, or `local` without a prefix. */
  readonly qualified: string
}

/** One property of an object with its place in XML. */
export interface Member {
  readonly key: string
  readonly required: boolean
  readonly shape: Shape
  readonly name: XmlName
  /** `true` for an attribute. A value that no attribute can hold (null, an ambiguous union) becomes an element of the same name. */
  readonly attribute: boolean
  /** `true` for the text of the object's element. A value that text cannot hold, and text beside elements, becomes an element. */
  readonly text: boolean
  /** The name of the items of a wrapped array; `undefined` when each item has the name of the property. */
  readonly itemName: XmlName | undefined
}

/** The members of an object shape, with their places in XML. */
export interface Layout {
  readonly members: readonly Member[]
  readonly byKey: ReadonlyMap<string, Member>
  /** Members by the local name of their elements. */
  readonly elements: ReadonlyMap<string, readonly Member[]>
  /** Members by {@link attributeKey}. */
  readonly attributes: ReadonlyMap<string, Member>
  /** The member that is the text of the element; `undefined` for none. */
  readonly text: Member | undefined
  /** The local names and the keys of all members. `json:arrays` names members by key. */
  readonly localNames: ReadonlySet<string>
}

/** The layout of an object without a schema. */
export const NO_LAYOUT: Layout = {
  members: [],
  byKey: new Map(),
  elements: new Map(),
  attributes: new Map(),
  text: undefined,
  localNames: new Set(),
}

/**
 * Returns the layout of an object shape. Shapes with the same properties share one layout.
 *
 * @throws TypeError when two properties have the same XML name
 */
export function layoutOf({ properties }: ObjectShape): Layout {
  return layoutOfProperties(properties)
}

/** Returns the XML name that an XML Object gives, with `local` as the default. */
export function xmlName(xml: XmlObject, local: string): XmlName {
  const { name = local, prefix = '', namespace } = xml
  return { local: name, prefix, namespace, qualified: prefix === '' ? name : `${prefix}:${name}` }
}

/** Returns the name of the items of a wrapped array. @see OpenAPI 3.1.1 §4.8.26 XML Object, `wrapped` */
export function itemName(array: ArrayShape, otherwise: string): XmlName {
  // the items of a tuple have several shapes, but one name
  return xmlName(array.prefixItems.length === 0 ? array.items.shape.xml : {}, otherwise)
}

/** Returns a key that is equal for equal attributes: those with the same namespace and local name. @see Namespaces in XML 1.0 §6.3 */
export function attributeKey(namespace: string, local: string): string {
  return `${namespace} ${local}`
}

/** Makes the layout of properties. Shapes that differ only in their own XML names share the properties, and therefore the layout. */
const layoutOfProperties = memoizedByObject((properties: ObjectShape['properties']): Layout => {
  const members = withFreeNames(
    [...properties.values()].map((property) => memberOf(property.key, property.shape, property.required)),
  )
  const elements = new Map<string, Member[]>()
  const attributes = new Map<string, Member>()
  for (const member of members) {
    const { local, namespace = '' } = member.name
    if (member.text) continue
    if (!member.attribute) elements.set(local, [...(elements.get(local) ?? []), member])
    else if (attributes.has(attributeKey(namespace, local))) throw shared(member)
    else attributes.set(attributeKey(namespace, local), member)
  }
  for (const namesakes of elements.values()) checkNamesakes(namesakes)
  checkPrefixesOf(attributes.values())
  for (const member of members) if (member.attribute) addAsElement(member, elements)
  const text = textOf(members)
  if (text !== undefined) elements.set(text.name.local, [text])
  const byKey = new Map(members.map((member) => [member.key, member]))
  const localNames = new Set(members.flatMap(({ key, name }) => [key, name.local]))
  return { members, byKey, elements, attributes, text, localNames }
})

function memberOf(key: string, shape: Shape, required: boolean): Member {
  const { xml } = shape
  const local = nameOfKey(key)
  const attribute = xml.attribute === true
  const text = xml.text === true
  if (text) return { key, required, shape, name: xmlName({}, local), attribute, text, itemName: undefined }
  if (shape.kind === 'array' && xml.wrapped) {
    const name = xmlName(xml, local)
    return { key, required, shape, name, attribute, text, itemName: itemName(shape, name.local) }
  }
  const name = shape.kind === 'array' ? repeatedName(shape, key) : xmlName(xml, local)
  return { key, required, shape, name, attribute, text, itemName: undefined }
}

/** Returns the name of repeated elements. Without `wrapped`, the name of the items counts, not that of the array. @see OpenAPI 3.1.1 §4.8.26 */
function repeatedName(array: ArrayShape, key: string): XmlName {
  const { name: _, wrapped: __, ...own } = array.xml
  if (array.prefixItems.length > 0) return xmlName(own, nameOfKey(key))
  const { attribute, ...merged } = mergedXml(own, array.items.shape.xml)
  checkXmlObject(merged, `the items of the property ${JSON.stringify(key)}`)
  return xmlName(merged, nameOfKey(key))
}

/** Renames the element that may stand in for text, where an attribute has the same name. */
function withFreeNames(members: readonly Member[]): readonly Member[] {
  const taken = new Set(members.filter(({ attribute }) => attribute).map(({ name }) => name.local))
  return members.map((member) =>
    member.text && taken.has(member.name.local)
      ? { ...member, name: xmlName({}, distinctNameOfKey(member.key)) }
      : member,
  )
}

/** Finds the member that is text. Refuses elements beside it: a document mixes them in an order that the value does not have. */
function textOf(members: readonly Member[]): Member | undefined {
  const [text, second] = members.filter((member) => member.text)
  if (text === undefined) return undefined
  if (second !== undefined)
    throw refusal(where(second), `makes it text; the element has one text, the property ${JSON.stringify(text.key)}`)
  const element = members.find((member) => !member.attribute && !member.text)
  if (element !== undefined)
    throw refusal(
      where(text),
      `makes it text beside the element ${element.name.qualified}; only attributes can stand beside text`,
    )
  return text
}

/** Checks that each prefix has one namespace among the attributes. @see Namespaces in XML 1.0 §6.1 */
function checkPrefixesOf(attributes: Iterable<Member>): void {
  const meanings = new Map<string, string | undefined>()
  for (const member of attributes) {
    const { prefix, namespace } = member.name
    if (prefix !== '' && meanings.has(prefix) && meanings.get(prefix) !== namespace)
      throw refusal(where(member), `must give the prefix ${prefix} the namespace that it has in another attribute`)
    meanings.set(prefix, namespace)
  }
}

/** Checks that elements with the same local name have different namespaces. */
function checkNamesakes(members: readonly Member[]): void {
  const namespaces = new Set(members.map((member) => member.name.namespace))
  const [first] = members
  if (first !== undefined && members.length > 1 && (namespaces.size < members.length || namespaces.has(undefined)))
    throw shared(first)
}

/** Adds an element with the name of an attribute, unless another element has that name. It holds values that no attribute can hold. */
function addAsElement(member: Member, elements: Map<string, readonly Member[]>): void {
  if (!elements.has(member.name.local)) elements.set(member.name.local, [member])
  else if (!isPlainText(member.shape))
    throw refusal(
      where(member),
      'makes it an attribute; its null or union needs an element of the same name, and another property has that name',
    )
}

function isPlainText(shape: Shape): boolean {
  if (shape.kind === 'enum' && !shape.values.every((value) => typeof value === 'string')) return false
  return !shape.nullable && shape.kind !== 'union' && shape.kind !== 'any'
}

function shared(member: Member): TypeError {
  return refusal(where(member), `must give it a name that no other property has; got ${member.name.qualified}`)
}

function where(member: Member): string {
  return `the property ${JSON.stringify(member.key)}`
}
