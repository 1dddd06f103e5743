import { layoutOf, type Member } from '../../schema/layout.js'
import type { Scalar, Shape, UnionShape } from '../../schema/shape.js'
import { jsonValue } from '../../values/json-value.js'
import { fittingLexical, isToken, needsContent } from './lexical-value.js'
import { isWhiteSpace } from './white-space.js'

/** Reports whether a reader that knows the shape takes the text for the very value. Where the shape says nothing, text is a string. */
export function textRoundTrips(data: Scalar, shape: Shape): boolean {
  if (shape.kind === 'any') return typeof data === 'string'
  if (shape.kind === typeof data && !isToken(shape)) return true
  const text = String(data)
  if (isWhiteSpace(text) && needsContent(shape)) return false
  const value = fittingLexical(text, shape)
  if (value === undefined) return data === text && !isWhiteSpace(text) && !canBeTextObject(shape)
  // a big integer is decimal text in the data
  return value === data || (typeof value === 'bigint' && String(value) === data)
}

/** Reports whether text alone may be an object of the shape. */
export function canBeTextObject(shape: Shape): boolean {
  if (shape.kind === 'union') return shape.alternatives.some(canBeTextObject)
  return shape.kind === 'object' && layoutOf(shape).text !== undefined
}

/** Reports whether a reader that knows the shape takes the repeated elements, or none, for an array. */
export function arrayRoundTrips(data: readonly unknown[], { shape, required }: Member): boolean {
  if (data.length === 0) return shape.kind === 'array' && required
  if (data.length > 1) return true
  return shape.kind === 'array' && !(shape.nullable && (jsonValue(data[0], '0') ?? null) === null)
}

/** The number of an alternative that is written without attributes or elements, where its text would be read as a scalar. */
export function alternativeReadAsScalar(text: string, union: UnionShape, chosen: Shape): number | undefined {
  const number = union.alternatives.indexOf(chosen)
  return number >= 0 && fittingLexical(text, union) !== undefined ? number : undefined
}

/** Reports whether a member is written as the text of its object's element; no text at all is an absent member, where it may be absent. */
export function isTextNode(data: unknown, { text, shape, required }: Member): data is Scalar {
  return text && isScalar(data) && textRoundTrips(data, shape) && (required || data !== '')
}

/** The datatype of a scalar: an xs:decimal has no exponent, an xs:double may (XML Schema 1.0 part 2). */
export function typeName(data: Scalar): string {
  return `xs:${typeof data === 'number' ? (String(data).includes('e') ? 'double' : 'decimal') : typeof data}`
}

/** Reports whether the value is written as text. */
export function isScalar(data: unknown): data is Scalar {
  return typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean'
}
