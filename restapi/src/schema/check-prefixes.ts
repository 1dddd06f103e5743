import { itemName, layoutOf, type Member, type XmlName, xmlName } from './layout.js'
import type { ArrayShape, Shape } from './shape.js'

/**
 * Checks the names of all that is reached from a shape, of which `shapes` are the parts.
 *
 * @throws TypeError when a prefix would stand for two namespaces in one start tag, and as {@link layoutOf} does.
 */
export function checkPrefixes(root: Shape, shapes: Iterable<Shape>): void {
  checkElement(xmlName(root.xml, 'response'), root)
  for (const shape of shapes) {
    if (shape.kind === 'array') checkItems(itemName(shape, 'item'), shape)
    if (shape.kind === 'object') for (const member of layoutOf(shape).members) checkMember(member)
  }
}

function checkMember({ name, shape, itemName: items }: Member): void {
  if (shape.kind === 'array') checkItems(items ?? name, shape)
  else checkElement(name, shape)
  // the items of an array that is one of several alternatives bear the name of the property
  if (shape.kind === 'union')
    for (const alternative of shape.alternatives) if (alternative.kind === 'array') checkItems(name, alternative)
}

function checkItems(name: XmlName, { prefixItems, items }: ArrayShape): void {
  for (const item of [...prefixItems, items]) checkElement(name, item.shape)
}

/** Namespaces in XML 1.0 §6.1: in one tag, a prefix has one meaning. */
function checkElement(element: XmlName, shape: Shape): void {
  for (const object of shape.kind === 'union' ? shape.alternatives : [shape]) {
    if (object.kind !== 'object') continue
    for (const { name } of layoutOf(object).attributes.values())
      if (name.prefix !== '' && name.prefix === element.prefix && name.namespace !== element.namespace)
        throw new TypeError(
          `the prefix ${name.prefix} would stand for two namespaces in the element ${element.qualified}`,
        )
  }
}
