import { layoutOf, type Member } from '../../schema/layout.js'
import type { Scalar, Shape, UnionShape } from '../../schema/shape.js'
import { jsonValue } from '../../values/json-value.js'
import { fittingLexical, isToken, needsContent } from './lexical-value.js'
import { isWhiteSpace } from './white-space.js'

/** Reports whether a reader of `shape` reads the text of `data` as `data` again. Under a shape of kind `any`, text is read as a string. */
export function textRoundTrips(data: Scalar, shape: Shape): boolean {
  if (shape.kind === 'any') return typeof data === 'string'
  if (shape.kind === typeof data && !isToken(shape)) return true
  const text = String(data)
  if (isWhiteSpace(text) && needsContent(shape)) return false
  const value = fittingLexical(text, shape)
  if (value === undefined) return data === text && !isWhiteSpace(text) && !canBeTextObject(shape)
  // the JSON data holds a big integer as decimal text
  return value === data || (typeof value === 'bigint' && String(value) === data)
}

/** Reports whether an object of the shape can be an element with text and no child elements. */
export function canBeTextObject(shape: Shape): boolean {
  if (shape.kind === 'union') return shape.alternatives.some(canBeTextObject)
  return shape.kind === 'object' && layoutOf(shape).text !== undefined
}

/** Reports whether a reader of the member reads the repeated elements as an array, without a mark. */
export function arrayRoundTrips(data: readonly unknown[], { shape, required }: Member): boolean {
  if (data.length === 0) return shape.kind === 'array' && required
  if (data.length > 1) return true
  return shape.kind === 'array' && !(shape.nullable && (jsonValue(data[0], '0') ?? null) === null)
}

/** Returns the index of the chosen alternative if its element has only text, and a reader would take that text for a scalar of the union. */
export function alternativeReadAsScalar(text: string, union: UnionShape, chosen: Shape): number | undefined {
  const number = union.alternatives.indexOf(chosen)
  return number >= 0 && fittingLexical(text, union) !== undefined ? number : undefined
}

/** Reports whether a member is written as the text of its object's element. Empty text is read as an absent member if the member is optional. */
export function isTextNode(data: unknown, { text, shape, required }: Member): data is Scalar {
  return text && isScalar(data) && textRoundTrips(data, shape) && (required || data !== '')
}

/** Returns the `xsi:type` of a scalar. A number with an exponent is an `xs:double`, any other an `xs:decimal` (XML Schema 1.0 part 2). */
export function typeName(data: Scalar): string {
  return `xs:${typeof data === 'number' ? (String(data).includes('e') ? 'double' : 'decimal') : typeof data}`
}

/** Reports whether the value is a string, number or boolean. */
export function isScalar(data: unknown): data is Scalar {
  return typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean'
}
