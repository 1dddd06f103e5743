import { jsonValue } from '../json-value.js'
import type { Scalar, Shape, UnionShape } from '../shape.js'
import { fittingText, textValue } from '../text-value.js'
import type { Member } from './layout.js'
import { isSpace } from './parse-document.js'

/** Whether a reader that knows the shape takes the text for the very value. */
export function isEvident(data: Scalar, shape: Shape): boolean {
  if (shape.kind === 'any' || shape.kind === typeof data) return true
  const text = String(data)
  return textValue(text, shape) === data && (fittingText(text, shape) !== undefined || !isSpace(text))
}

/** Whether a reader that knows the shape takes the repeated elements, or none, for an array. */
export function isEvidentArray(data: readonly unknown[], { shape, required }: Member): boolean {
  if (data.length === 0) return shape.kind === 'array' && required
  if (shape.kind === 'any' || data.length > 1) return true
  return shape.kind === 'array' && !(shape.nullable && (jsonValue(data[0], '0') ?? null) === null)
}

/** The number of an alternative written as an empty element, where that would be read as text. */
export function numberOfBare(union: UnionShape, chosen: Shape): number | undefined {
  const number = union.alternatives.indexOf(chosen)
  return number >= 0 && fittingText('', union) !== undefined ? number : undefined
}

/** Whether the value is written as text. */
export function isScalar(data: unknown): data is Scalar {
  return typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean'
}
