import { itemName, layoutOf, type Member, type XmlName, xmlName } from './layout.js'
import type { ArrayShape, Shape } from './shape.js'

/**
 * Checks the XML names of a shape and of all its parts.
 *
 * @param shapes the shape itself and all its parts
 * @throws TypeError when a prefix has two namespaces in one start tag, and as {@link layoutOf} does
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
  // an array in a union is not wrapped: its items have the name of the property
  if (shape.kind === 'union')
    for (const alternative of shape.alternatives) if (alternative.kind === 'array') checkItems(name, alternative)
}

function checkItems(name: XmlName, { prefixItems, items }: ArrayShape): void {
  for (const item of [...prefixItems, items]) checkElement(name, item.shape)
}

/** Checks that a prefix has one namespace in the start tag of an element. @see Namespaces in XML 1.0 §6.1 */
function checkElement(element: XmlName, shape: Shape): void {
  for (const object of shape.kind === 'union' ? shape.alternatives : [shape]) {
    if (object.kind !== 'object') continue
    for (const { name } of layoutOf(object).attributes.values())
      if (name.prefix !== '' && name.prefix === element.prefix && name.namespace !== element.namespace)
        throw new TypeError(
          `the prefix ${name.prefix} must have one namespace in the element ${element.qualified}; it has two`,
        )
  }
}
