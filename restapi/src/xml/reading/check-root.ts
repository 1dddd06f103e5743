import { xmlName } from '../../schema/layout.js'
import type { Shape } from '../../schema/shape.js'
import { namespaceDifference } from './difference.js'
import { expected, isData, isNamed, type XmlElement } from './element.js'

/** Checks that a root which the schema names bears that name; without one any name will do. @throws SyntaxError that says what differs */
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

/** Reports whether an unknown document is an array in the form that arrays without schema are written. */
export function isRootArray(root: XmlElement, shape: Shape): boolean {
  return (
    shape.kind === 'any' &&
    root.local === 'items' &&
    root.type === undefined &&
    !root.attributes.some(isData) &&
    root.children.every(({ local }) => local === 'item')
  )
}
