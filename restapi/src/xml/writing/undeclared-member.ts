import { itemName, type Layout, type Member, xmlName } from '../../schema/layout.js'
import { distinctNameOfKey, nameOfKey } from '../../schema/names.js'
import type { Shape } from '../../schema/shape.js'

/** Returns a member for a property that the shape does not declare. Its name differs from the name of every declared member. */
export function undeclaredMember(key: string, shape: Shape, layout: Layout): Member {
  const plain = nameOfKey(key)
  const local = layout.elements.has(plain) ? distinctNameOfKey(key) : plain
  const items = shape.kind === 'array' && shape.xml.wrapped ? itemName(shape, local) : undefined
  return { key, required: false, shape, name: xmlName({}, local), attribute: false, text: false, itemName: items }
}
