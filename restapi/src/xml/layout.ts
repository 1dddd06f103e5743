import { remembered } from '../remembered.js'
import type { ArrayShape, ObjectShape, Shape } from '../shape.js'
import type { XmlElement } from './element.js'
import { nameOfKey } from './names.js'
import { refusal, type XmlObject } from './xml-object.js'

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
  /** The local names of all members, and their keys, by which `json:arrays` names them. */
  readonly localNames: ReadonlySet<string>
}

/** The layout of objects of which nothing is known. */
export const NO_LAYOUT: Layout = {
  members: [],
  byKey: new Map(),
  elements: new Map(),
  attributes: new Map(),
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

/** Whether an element bears the name: in its namespace under any prefix, or without one in that of what surrounds it. */
export function isNamed(element: XmlElement, { local, namespace }: XmlName): boolean {
  if (element.local !== local) return false
  return namespace === undefined
    ? element.prefix === '' || element.namespace === element.outer
    : element.namespace === namespace
}

/** Attributes are the same when namespace and local name are (Namespaces in XML 1.0 §6.3). */
export function attributeKey(namespace: string, local: string): string {
  return `${namespace} ${local}`
}

/** Shapes that differ only in how they are named themselves share their properties, and so their layout. */
const layoutOfProperties = remembered((properties: ObjectShape['properties']): Layout => {
  const members = [...properties.values()].map((property) => memberOf(property.key, property.shape, property.required))
  const elements = new Map<string, Member[]>()
  const attributes = new Map<string, Member>()
  for (const member of members) {
    const { local, namespace = '' } = member.name
    if (!member.attribute) elements.set(local, [...(elements.get(local) ?? []), member])
    else if (attributes.has(attributeKey(namespace, local))) throw shared(member)
    else attributes.set(attributeKey(namespace, local), member)
  }
  for (const namesakes of elements.values()) checkNamesakes(namesakes)
  for (const member of members) if (member.attribute) addAsElement(member, elements)
  const byKey = new Map(members.map((member) => [member.key, member]))
  const localNames = new Set(members.flatMap(({ key, name }) => [key, name.local]))
  return { members, byKey, elements, attributes, localNames }
})

function memberOf(key: string, shape: Shape, required: boolean): Member {
  const { xml } = shape
  const local = nameOfKey(key)
  const attribute = xml.attribute === true
  if (shape.kind === 'array' && xml.wrapped) {
    const name = xmlName(xml, local)
    return { key, required, shape, name, attribute, itemName: itemName(shape, name.local) }
  }
  const name = shape.kind === 'array' ? repeatedName(shape, local) : xmlName(xml, local)
  return { key, required, shape, name, attribute, itemName: undefined }
}

/** OpenAPI 3.1 XML Object: without `wrapped`, the name of an array has no effect, that of its items has. */
function repeatedName(array: ArrayShape, local: string): XmlName {
  const { name: _, ...own } = array.xml
  return xmlName(array.prefixItems.length === 0 ? { ...own, ...array.items.shape.xml } : own, local)
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
  return !shape.nullable && shape.kind !== 'union'
}

function shared(member: Member): TypeError {
  return refusal(where(member), `gives it the name of another property: ${member.name.qualified}`)
}

function where(member: Member): string {
  return `the property ${JSON.stringify(member.key)}`
}
