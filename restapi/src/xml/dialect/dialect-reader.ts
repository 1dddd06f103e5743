import type { ObjectShape, Shape } from '../../schema/shape.js'
import { itemShape } from '../../schema/shape-combination.js'
import { textReaders } from '../../text/text-reader.js'
import { readText } from '../../text/text-value.js'

const readLoose = textReaders()

/**
 * Reads the result of xml2js's Parser by the shape of the schema: text becomes numbers and booleans, one element a list of one where the
 * schema has a list, a list of one its item where it has none, and an empty element an object without members. What does not fit stays, so
 * that validation reports it.
 *
 * @throws SyntaxError for an integer that a number would change
 */
export function readDialect(node: unknown, shape: Shape): unknown {
  if (shape.kind === 'array') {
    const items: readonly unknown[] = Array.isArray(node) ? node : [node]
    return items.map((item, at) => readDialect(item, itemShape(shape, at)))
  }
  if (shape.kind === 'union') return readLoose(shape)(node)
  // `explicitArray` makes a list of every element
  const only: unknown = Array.isArray(node) && node.length === 1 && shape.kind !== 'any' ? node[0] : node
  if (shape.kind === 'object') return readObject(only === '' ? {} : only, shape)
  return typeof only === 'string' ? readText(only, shape) : only
}

function readObject(node: unknown, { properties, additional }: ObjectShape): unknown {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return node
  const read = Object.create(null) as Record<string, unknown>
  for (const [key, member] of Object.entries(node)) {
    const shape = properties.get(key)?.shape ?? additional?.shape
    read[key] = shape === undefined ? member : readDialect(member, shape)
  }
  // an empty list is written as no element at all
  for (const { key, required, shape } of properties.values())
    if (required && shape.kind === 'array' && !shape.nullable) read[key] ??= []
  return read
}
