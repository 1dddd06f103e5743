import { memoizedByObject } from '../values/memoized-by-object.js'
import { distinctNameOfKey, nameOfKey } from './names.js'
import type { ArrayShape, ObjectShape, Shape } from './shape.js'
import { checkXmlObject, mergedXml, refusal, type XmlObject } from './xml-object.js'

/** The name of an element or attribute as it is written and recognised. */
export interface XmlName {
  readonly local: string
  /** The prefix it is written with; empty for none. */
  readonly prefix: string
  /** The namespace it belongs to; undefined: that of what surrounds it. */
  readonly namespace: string | undefined
  /** As written: `prefix:local`. */
  readonly qualified: string
}

/** How one property of an object is written. */
export interface Member {
  readonly key: string
  readonly required: boolean
  readonly shape: Shape
  readonly name: XmlName
  /** Whether it is an attribute; what an attribute cannot hold — null, an ambiguous union — is an element of the same name. */
  readonly attribute: boolean
  /** Whether it is the text of the object's element; what text cannot hold, and text beside elements, is an element like any other. */
  readonly text: boolean
  /** The name of the items, for an array in an element of its own; undefined: each item has the name of the property. */
  readonly itemName: XmlName | undefined
}

/** How an object is written: the XML side of its shape. */
export interface Layout {
  readonly members: readonly Member[]
  readonly byKey: ReadonlyMap<string, Member>
  /** Members by the local name of their elements. */
  readonly elements: ReadonlyMap<string, readonly Member[]>
  /** Members by {@link attributeKey}. */
  readonly attributes: ReadonlyMap<string, Member>
  /** The member that is the text of the element. */
  readonly text: Member | undefined
  /** The local names of all members, and their keys, by which `json:arrays` names them. */
  readonly localNames: ReadonlySet<string>
}

/** The layout of objects of which nothing is known. */
export const NO_LAYOUT: Layout = {
  members: [],
  byKey: new Map(),
  elements: new Map(),
  attributes: new Map(),
  text: undefined,
  localNames: new Set(),
}

/**
 * The layout of an object's shape, made once.
 *
 * @throws TypeError when two properties would be written under one name.
 */
export function layoutOf({ properties }: ObjectShape): Layout {
  return layoutOfProperties(properties)
}

/** The name for a schema's XML Object; `local` where that gives none. */
export function xmlName(xml: XmlObject, local: string): XmlName {
  const { name = local, prefix = '', namespace } = xml
  return { local: name, prefix, namespace, qualified: prefix === '' ? name : `${prefix}:${name}` }
}

/** The name of the items of an array that has an element of its own (OpenAPI 3.1 XML Object, `wrapped`). */
export function itemName(array: ArrayShape, otherwise: string): XmlName {
  // a tuple's items are of several shapes and share one name
  return xmlName(array.prefixItems.length === 0 ? array.items.shape.xml : {}, otherwise)
}

/** Attributes are the same when namespace and local name are (Namespaces in XML 1.0 §6.3). */
export function attributeKey(namespace: string, local: string): string {
  return `${namespace} ${local}`
}

/** Shapes that differ only in how they are named themselves share their properties, and so their layout. */
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

/** OpenAPI 3.1 XML Object: without `wrapped`, the name of an array has no effect, that of its items has. */
function repeatedName(array: ArrayShape, key: string): XmlName {
  const { name: _, wrapped: __, ...own } = array.xml
  if (array.prefixItems.length > 0) return xmlName(own, nameOfKey(key))
  const { attribute, ...merged } = mergedXml(own, array.items.shape.xml)
  checkXmlObject(merged, `the items of the property ${JSON.stringify(key)}`)
  return xmlName(merged, nameOfKey(key))
}

/** The same members, of which the element that may stand for text has the name of no attribute's. */
function withFreeNames(members: readonly Member[]): readonly Member[] {
  const taken = new Set(members.filter(({ attribute }) => attribute).map(({ name }) => name.local))
  return members.map((member) =>
    member.text && taken.has(member.name.local)
      ? { ...member, name: xmlName({}, distinctNameOfKey(member.key)) }
      : member,
  )
}

/** The member that is text. Elements would be mixed with it, in an order that the value does not have. */
function textOf(members: readonly Member[]): Member | undefined {
  const [text, second] = members.filter((member) => member.text)
  if (text === undefined) return undefined
  if (second !== undefined) throw refusal(where(second), `makes text of it, as it does of ${JSON.stringify(text.key)}`)
  const element = members.find((member) => !member.attribute && !member.text)
  if (element !== undefined)
    throw refusal(
      where(text),
      `makes text of it beside the element ${element.name.qualified}; beside text there are attributes alone`,
    )
  return text
}

/** Namespaces in XML 1.0 §6.1: in one tag, a prefix has one meaning. */
function checkPrefixesOf(attributes: Iterable<Member>): void {
  const meanings = new Map<string, string | undefined>()
  for (const member of attributes) {
    const { prefix, namespace } = member.name
    if (prefix !== '' && meanings.has(prefix) && meanings.get(prefix) !== namespace)
      throw refusal(where(member), `gives the prefix ${prefix} another namespace than that of another attribute`)
    meanings.set(prefix, namespace)
  }
}

/** Elements of one local name are told apart by namespaces, which each must then have. */
function checkNamesakes(members: readonly Member[]): void {
  const namespaces = new Set(members.map((member) => member.name.namespace))
  const [first] = members
  if (first !== undefined && members.length > 1 && (namespaces.size < members.length || namespaces.has(undefined)))
    throw shared(first)
}

/** Lets the element of an attribute's name stand for it, where that name is free. */
function addAsElement(member: Member, elements: Map<string, readonly Member[]>): void {
  if (!elements.has(member.name.local)) elements.set(member.name.local, [member])
  else if (!isPlainText(member.shape))
    throw refusal(where(member), 'makes an attribute of it, whose null or union needs the name of another element')
}

function isPlainText(shape: Shape): boolean {
  if (shape.kind === 'enum' && !shape.values.every((value) => typeof value === 'string')) return false
  return !shape.nullable && shape.kind !== 'union' && shape.kind !== 'any'
}

function shared(member: Member): TypeError {
  return refusal(where(member), `gives it the name of another property: ${member.name.qualified}`)
}

function where(member: Member): string {
  return `the property ${JSON.stringify(member.key)}`
}
