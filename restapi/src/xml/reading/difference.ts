import type { Layout, Member, XmlName } from '../../schema/layout.js'
import { expected, isData, isNamed, type XmlElement } from './element.js'

/** Name and kind of an element or attribute in the document. */
export interface Found {
  /** Name for messages; it has its prefix if the namespace is not that of the parent. */
  readonly name: string
  readonly local: string
  /** Empty for none. */
  readonly namespace: string
  readonly node: 'element' | 'attribute'
}

/** Describes the one difference between a declared member and the node found: the kind of node, the name or the namespace. */
export function difference({ name, attribute, text }: Member, found: Found): string {
  if (text) return `the text of the element rather than the ${found.node} ${found.name}`
  if (attribute !== (found.node === 'attribute'))
    return `${name.qualified} as ${attribute ? 'an attribute' : 'an element'}, not as ${withArticle(found.node)}`
  if (name.local !== found.local) return `the ${found.node} ${name.qualified} rather than ${found.name}`
  return `the ${found.node} ${name.local} ${namespaceDifference(name, found)}`
}

/** Describes the expected namespace of a name and the one found. */
export function namespaceDifference({ namespace }: XmlName, found: Pick<Found, 'namespace'>): string {
  return `in ${namespaceText(namespace ?? '')}, not in ${namespaceText(found.namespace)}`
}

/**
 * Checks that a missing member is not present under its name in another namespace.
 *
 * @throws SyntaxError that names both namespaces
 */
export function checkNamespaces({ name, attribute, text }: Member, holder: XmlElement, layout: Layout): void {
  if (text) return
  const namesakes = attribute
    ? holder.attributes.filter(isData)
    : holder.children.filter((child) => !isDeclared(child, layout))
  const found = namesakes.find(({ local }) => local === name.local)
  if (found === undefined || found.namespace === (name.namespace ?? '')) return
  const node = attribute ? 'attribute' : 'element'
  throw expected(`the ${node} ${name.local} ${namespaceDifference(name, found)}`, holder)
}

function isDeclared(element: XmlElement, { elements }: Layout): boolean {
  return elements.get(element.local)?.some(({ name }) => isNamed(element, name)) === true
}

function namespaceText(namespace: string): string {
  return namespace === '' ? 'no namespace' : `the namespace ${namespace}`
}

function withArticle(node: Found['node']): string {
  return node === 'attribute' ? 'an attribute' : 'an element'
}
