import type { ArrayShape, ObjectShape, Shape, UnionShape } from '../schema/shape.js'
import { itemShape } from '../schema/shape-combination.js'
import { memoizedByObject } from '../values/memoized-by-object.js'
import { itemsOf } from './bracket-names.js'
import { RoundedIntegerError } from './exact-integer.js'
import { misfit } from './text-fit.js'
import { fittingText, readText } from './text-value.js'
import { emptyFields, isRecord } from './url-encoded-fields.js'

/**
 * A function that reads the value of one name: text, an array of texts for a repeated name, or an object of these. It returns text that does
 * not fit the shape unchanged, so that validation reports it.
 *
 * @throws SyntaxError for an integer that a number would change
 */
export type TextReader = (node: unknown) => unknown

/** The style of lists and objects in one text. Without a style, a text is one item. */
export interface TextStyle {
  items(text: string): readonly string[]
}

/** Returns a function that makes the reader of a shape in one style, once for each shape. */
export function textReaders(style?: TextStyle): (shape: Shape) => TextReader {
  const readerOf = memoizedByObject((shape: Shape): TextReader => {
    switch (shape.kind) {
      case 'any':
        return withoutShape
      case 'array':
        return arrayReader(shape)
      case 'object':
        return objectReader(shape)
      case 'union':
        return unionReader(shape)
      default:
        return (node) => (typeof node === 'string' ? readText(node, shape) : withoutShape(node))
    }
  })

  function arrayReader(shape: ArrayShape): TextReader {
    const readItems = (items: readonly unknown[]): unknown[] =>
      items.map((item, at) => inMember(at, readerOf(itemShape(shape, at)), item))
    return (node) => {
      if (typeof node === 'string') {
        const isNull =
          shape.nullable && fittingText(node, itemShape(shape, 0)) === undefined && fittingText(node, shape) === null
        return isNull ? null : readItems(style?.items(node) ?? [node])
      }
      const items = isRecord(node) ? itemsOf(node) : node instanceof Blob ? [node] : node
      return Array.isArray(items) ? readItems(items) : withoutShape(node)
    }
  }

  function objectReader(shape: ObjectShape): TextReader {
    const lists = [...shape.properties.values()]
      .filter((property) => property.required && property.shape.kind === 'array' && !property.shape.nullable)
      .map(({ key }) => key)
    const others = shape.additional
    return (node) => {
      const members = typeof node === 'string' && style !== undefined ? membersOf(style.items(node)) : node
      if (!isRecord(members)) return typeof node === 'string' ? readText(node, shape) : withoutShape(node)
      const object = emptyFields()
      for (const name of Object.keys(members)) {
        const member = shape.properties.get(name) ?? others
        object[name] = inMember(name, member === undefined ? withoutShape : readerOf(member.shape), members[name])
      }
      // an empty list is written as no text at all
      for (const name of lists) object[name] ??= []
      return object
    }
  }

  function unionReader(shape: UnionShape): TextReader {
    const array = shape.alternatives.find((alternative) => alternative.kind === 'array')
    const objects = shape.alternatives.filter((alternative) => alternative.kind === 'object')
    return (node) => {
      if (typeof node === 'string') {
        return array !== undefined && fittingText(node, shape) === undefined
          ? readerOf(array)(node)
          : readText(node, shape)
      }
      if (array !== undefined && (!isRecord(node) || objects.length === 0)) return readerOf(array)(node)
      const chosen = isRecord(node) ? alternativeOf(node, objects) : undefined
      return chosen === undefined ? withoutShape(node) : readerOf(chosen)(node)
    }
  }

  return readerOf
}

/** Returns the object shape of a union for these members: the one whose constants they have, else the first of those that fit best. */
function alternativeOf(members: Record<string, unknown>, objects: readonly ObjectShape[]): ObjectShape | undefined {
  const possible = objects.length > 1 ? objects.filter((object) => hasConstants(members, object)) : objects
  const candidates = possible.length > 0 ? possible : objects
  const [only, ...rivals] = candidates
  if (rivals.length === 0) return only
  const measures = candidates.map((object) => misfit(members, object))
  return candidates[measures.indexOf(Math.min(...measures))]
}

function hasConstants(members: Record<string, unknown>, object: ObjectShape): boolean {
  for (const { key, required, shape } of constantsOf(object)) {
    const text = members[key]
    if (text === undefined ? required : typeof text !== 'string' || fittingText(text, shape) === undefined) return false
  }
  return true
}

/** Returns the members of an object with fixed values (`enum`, `const`). */
const constantsOf = memoizedByObject((object: ObjectShape) =>
  [...object.properties.values()].filter((property) => property.shape.kind === 'enum'),
)

/** Makes an object of alternating names and values, OpenAPI's style `simple`. @see RFC 6570 §3.2.2 */
function membersOf(items: readonly string[]): Record<string, unknown> | undefined {
  if (items.length % 2 !== 0) return undefined
  const members = emptyFields()
  for (let at = 0; at < items.length; at += 2) {
    const name = items[at] as string
    if (name === '__proto__') throw new SyntaxError(`the name '${name}' is not allowed`)
    members[name] = items[at + 1]
  }
  return members
}

/** Returns a value without a schema: text unchanged, and numbered members as a list. */
function withoutShape(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutShape)
  if (!isRecord(node)) return node
  const items = itemsOf(node)
  if (items !== undefined) return items.map(withoutShape)
  const object = emptyFields()
  for (const name of Object.keys(node)) object[name] = withoutShape(node[name])
  return object
}

function inMember(key: string | number, read: TextReader, node: unknown): unknown {
  try {
    return read(node)
  } catch (error) {
    throw error instanceof RoundedIntegerError ? error.within(key) : error
  }
}
