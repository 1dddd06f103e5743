import type { ObjectShape } from '../shape.js'
import { ANY, ANYTHING } from '../shape-combination.js'
import { expected, type XmlElement } from './element.js'
import { attributeKey, isNamed, itemName, type Layout, layoutOf, type Member, xmlName } from './layout.js'
import { keyOfName, nameOfKey } from './names.js'
import { isData } from './parse-document.js'

/** All that an element holds for one property. */
export interface MemberGroup {
  readonly member: Member
  /** Whether the shape allows the property. */
  readonly allowed: boolean
  /** One for a property that the shape does not declare and of which it says nothing. */
  readonly extras: number
  /** The value of its attribute; it has no elements then. */
  readonly attribute: string | undefined
  readonly elements: readonly XmlElement[]
  /** Whether the sender says that the elements, however many, are the items of an array. */
  readonly marked: boolean
}

/**
 * The attributes and child elements of an element by the property that each belongs to, in their order.
 *
 * @throws SyntaxError for names that would reach into prototypes, for a property both as attribute and element, and for an undeclared
 * name that means the key of a property which is declared under another: the two would be one in the value.
 */
export function memberGroups(element: XmlElement, shape: ObjectShape): ReadonlyMap<string, MemberGroup> {
  const groups = new Map<string, MutableGroup>()
  const layout = layoutOf(shape)
  for (const { prefix, local, namespace, value } of element.attributes) {
    const declared = layout.attributes.get(attributeKey(namespace, local))
    if (declared === undefined && !isData({ prefix, local, namespace, value })) continue
    const group = groupOf(declared, prefix === '' ? local : `${prefix}:${local}`, element)
    if (group.attribute !== undefined) throw repeated(group.member.key, element)
    group.attribute = value
  }
  for (const child of element.children) {
    const declared = layout.elements.get(child.local)?.find((member) => isNamed(child, member.name))
    const isOwn = child.prefix === '' || child.namespace === child.outer
    groupOf(declared, isOwn ? child.local : `${child.prefix}:${child.local}`, child).elements.push(child)
  }
  for (const key of element.arrays) groupOf(layout.byKey.get(key), nameOfKey(key), element).marked = true
  for (const { member, attribute, elements, marked } of groups.values())
    if (attribute !== undefined && (elements.length > 0 || marked)) throw repeated(member.key, element)
  return groups

  function groupOf(declared: Member | undefined, name: string, place: XmlElement): MutableGroup {
    const key = declared === undefined ? keyOfName(name) : declared.key
    const known = groups.get(key)
    if (known !== undefined && (declared !== undefined || !layout.byKey.has(key))) return known
    checkKey(key, declared, name, layout, place)
    const group = declared === undefined ? undeclared(key, name, shape) : emptyGroup(declared, true, 0)
    groups.set(key, group)
    return group
  }
}

/** A property that the shape does not declare, found under that name. */
export function undeclaredMember(key: string, name: string, { additional }: ObjectShape): Member {
  const { shape } = additional ?? ANYTHING
  const items = shape.kind === 'array' && shape.xml.wrapped ? itemName(shape, name) : undefined
  return { key, required: false, shape, name: xmlName({}, name), attribute: false, itemName: items }
}

type MutableGroup = { -readonly [Field in keyof MemberGroup]: MemberGroup[Field] } & { elements: XmlElement[] }

function emptyGroup(member: Member, allowed: boolean, extras: number): MutableGroup {
  return { member, allowed, extras, attribute: undefined, elements: [], marked: false }
}

function undeclared(key: string, name: string, object: ObjectShape): MutableGroup {
  const member = undeclaredMember(key, name, object)
  return emptyGroup(member, object.additional !== undefined, member.shape === ANY ? 1 : 0)
}

function checkKey(key: string, declared: Member | undefined, name: string, { byKey }: Layout, place: XmlElement): void {
  if (key === '__proto__') throw expected(`another name than ${name}`, place)
  const meant = declared === undefined ? byKey.get(key) : undefined
  if (meant !== undefined) {
    const kind = meant.attribute ? 'attribute' : 'element'
    throw expected(`the ${kind} ${meant.name.qualified} rather than ${name}`, place)
  }
}

function repeated(key: string, place: XmlElement): SyntaxError {
  return expected(`${JSON.stringify(key)} once, as an attribute or as an element`, place)
}
