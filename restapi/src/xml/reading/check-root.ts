import { xmlName } from '../../schema/layout.js'
import type { Shape } from '../../schema/shape.js'
import { namespaceDifference } from './difference.js'
import { expected, isData, isNamed, type XmlElement } from './element.js'

/** Checks the root's name if the schema gives one. @throws SyntaxError that describes the difference */
export function checkRootName(root: XmlElement, { xml }: Shape): void {
  if (xml.name === undefined) return
  const name = xmlName(xml, xml.name)
  if (isNamed(root, name)) return
  const isSameNamespace = (name.namespace ?? '') === root.namespace
  throw expected(
    name.local === root.local
      ? `the root element <${name.local}> ${namespaceDifference(name, root)}`
      : `the root element <${name.local}>${isSameNamespace || name.namespace === undefined ? '' : ` in the namespace ${name.namespace}`}, not <${root.local}>`,
    root,
  )
}

/** Reports whether a document without a schema is an array: a root `items` with `item` elements only. */
export function isRootArray(root: XmlElement, shape: Shape): boolean {
  return (
    shape.kind === 'any' &&
    root.local === 'items' &&
    root.type === undefined &&
    !root.attributes.some(isData) &&
    root.children.every(({ local }) => local === 'item')
  )
}
