import type { EnumShape, Shape } from '../../schema/shape.js'
import { isBigint } from '../../text/text-value.js'
import { unrepeated } from '../document/alternative.js'
import { fittingLexical, isToken, lexicalValue, needsContent } from '../document/lexical-value.js'
import { canBeTextObject } from '../document/round-trip.js'
import { isWhiteSpace } from '../document/white-space.js'
import { type ElementReader, UNKNOWN } from './element-reader.js'
import { giveUp } from './scanner.js'

/** Makes the reader of elements with only text. */
export function scalarReader(shape: Exclude<Shape, { kind: 'any' | 'array' | 'object' }>): ElementReader {
  const value = valueUnder(shape)
  if (value === undefined) return UNKNOWN
  return {
    textValue: value,
    content: (scanner, end) => value(scanner.leaf(end)),
    nothing: () => value(''),
    attributed: undefined,
  }
}

/** Makes the function that reads an attribute, or text beside attributes. It gives up for empty text that may mean an absent value. */
export function textReader(shape: Shape): (text: string) => unknown {
  return valueUnder(shape) ?? ((text) => lexicalOrGiveUp(text, shape))
}

function valueUnder(shape: Shape): ((text: string) => unknown) | undefined {
  switch (shape.kind) {
    case 'string':
      if (isBigint(shape)) return (text) => lexicalOrGiveUp(text, shape)
      return isToken(shape) ? (text) => (hasSpace(text) ? lexicalOrGiveUp(text, shape) : text) : (text) => text
    case 'number':
      return (text) => naturalNumber(text) ?? lexicalOrGiveUp(text, shape)
    case 'boolean':
      return (text) => (text === 'true' ? true : text === 'false' ? false : lexicalOrGiveUp(text, shape))
    case 'enum':
      return enumValues(shape)
    case 'union':
      return unrepeated(shape) === shape ? (text) => unionValue(text, shape) : undefined
    default:
      return (text) => lexicalOrGiveUp(text, shape)
  }
}

function lexicalOrGiveUp(text: string, shape: Shape): unknown {
  return isWhiteSpace(text) && needsContent(shape) ? giveUp() : lexicalValue(text, shape)
}

/** Reports whether a text is empty or has white space. */
function hasSpace(text: string): boolean {
  return text === '' || /[ \t\n\r]/.test(text)
}

/** Reads a natural number of at most 15 digits; undefined for any other text. Faster than `Number`. */
function naturalNumber(text: string): number | undefined {
  const { length } = text
  if (length === 0 || length > 15 || (length > 1 && text.charCodeAt(0) === ZERO)) return undefined
  let number = 0
  for (let at = 0; at < length; at++) {
    const digit = text.charCodeAt(at) - ZERO
    if (digit < 0 || digit > 9) return undefined
    number = number * 10 + digit
  }
  return number
}

const ZERO = 0x30

/** Makes the reader of an enumeration, by a map from text to value. */
function enumValues(shape: EnumShape): (text: string) => unknown {
  const known = new Map(shape.values.map((value) => [String(value), lexicalValue(String(value), shape)]))
  return (text) => known.get(text) ?? lexicalOrGiveUp(text, shape)
}

/** Reads text under a union. It gives up for white space that fits no scalar: an empty object may be indented. */
function unionValue(text: string, shape: Shape): unknown {
  const value = fittingLexical(text, shape)
  if (value !== undefined) return value
  return isWhiteSpace(text) || canBeTextObject(shape) ? giveUp() : lexicalValue(text, shape)
}
