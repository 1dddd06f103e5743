import { attributeKey, itemName, type Layout, layoutOf, type Member, xmlName } from '../../schema/layout.js'
import { keyOfName, nameOfKey } from '../../schema/names.js'
import type { ObjectShape } from '../../schema/shape.js'
import { ANY, ANYTHING } from '../../schema/shape-combination.js'
import { difference, type Found } from './difference.js'
import { expected, isData, isNamed, type XmlElement } from './element.js'

/** All parts of an element that belong to one property. */
export interface MemberGroup {
  readonly member: Member
  /** The shape allows the property. */
  readonly allowed: boolean
  /** 1 for an undeclared property of any type, else 0. */
  readonly extras: number
  /** Text of the attribute or of the element; there are no elements then. */
  readonly text: string | undefined
  readonly elements: readonly XmlElement[]
  /** The property is in `json:arrays`: its elements, however many, are the items of an array. */
  readonly marked: boolean
}

/**
 * Groups the attributes and child elements of an element by their properties, in document order.
 *
 * @throws SyntaxError for `__proto__`, for a property that is both attribute and element, and for an undeclared name that decodes to the key
 * of a property declared under another name: both would write the same key.
 */
export function memberGroups(element: XmlElement, shape: ObjectShape): ReadonlyMap<string, MemberGroup> {
  const groups = new Map<string, MutableGroup>()
  const layout = layoutOf(shape)
  for (const { prefix, local, namespace, value } of element.attributes) {
    const declared = layout.attributes.get(attributeKey(namespace, local))
    if (declared === undefined && !isData({ prefix, local, namespace, value })) continue
    const name = prefix === '' ? local : `${prefix}:${local}`
    const group = groupOf(declared, { name, local, namespace, node: 'attribute' }, element)
    if (group.text !== undefined) throw repeated(group.member, element)
    group.text = value
  }
  for (const child of element.children) {
    const declared = layout.elements.get(child.local)?.find((member) => isNamed(child, member.name))
    const isOwn = child.prefix === '' || child.namespace === child.outer
    const { local, namespace } = child
    const name = isOwn ? local : `${child.prefix}:${local}`
    groupOf(declared, { name, local, namespace, node: 'element' }, child).elements.push(child)
  }
  for (const key of element.arrays) groupOf(layout.byKey.get(key), foundByKey(key), element).marked = true
  const { text } = layout
  if (text !== undefined && element.children.length === 0 && (text.required || element.text !== ''))
    groupOf(text, foundByKey(text.key), element).text = element.text
  for (const { member, text, elements, marked } of groups.values())
    if (text !== undefined && (elements.length > 0 || marked)) throw repeated(member, element)
  return groups

  function groupOf(declared: Member | undefined, found: Found, place: XmlElement): MutableGroup {
    const key = declared === undefined ? keyOfName(found.name) : declared.key
    const known = groups.get(key)
    if (known !== undefined && (declared !== undefined || !layout.byKey.has(key))) return known
    checkKey(key, declared, found, layout, place)
    const group = declared === undefined ? undeclared(key, found.name, shape) : emptyGroup(declared, true, 0)
    groups.set(key, group)
    return group
  }
}

function foundByKey(key: string): Found {
  const name = nameOfKey(key)
  return { name, local: name, namespace: '', node: 'element' }
}

/** Returns the member for a property that the shape does not declare. */
export function undeclaredMember(key: string, name: string, { additional }: ObjectShape): Member {
  const { shape } = additional ?? ANYTHING
  const items = shape.kind === 'array' && shape.xml.wrapped ? itemName(shape, name) : undefined
  return { key, required: false, shape, name: xmlName({}, name), attribute: false, text: false, itemName: items }
}

type MutableGroup = { -readonly [Field in keyof MemberGroup]: MemberGroup[Field] } & { elements: XmlElement[] }

function emptyGroup(member: Member, allowed: boolean, extras: number): MutableGroup {
  return { member, allowed, extras, text: undefined, elements: [], marked: false }
}

function undeclared(key: string, name: string, object: ObjectShape): MutableGroup {
  const member = undeclaredMember(key, name, object)
  return emptyGroup(member, object.additional !== undefined, member.shape === ANY ? 1 : 0)
}

function checkKey(key: string, declared: Member | undefined, found: Found, { byKey }: Layout, place: XmlElement): void {
  if (key === '__proto__') throw expected(`another name than ${found.name}`, place)
  const meant = declared === undefined ? byKey.get(key) : undefined
  if (meant !== undefined) throw expected(difference(meant, found), place)
}

function repeated({ name }: Member, place: XmlElement): SyntaxError {
  return expected(`${name.qualified} in <${place.local}> once, as an attribute or as an element`, place)
}
