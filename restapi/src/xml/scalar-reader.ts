import type { EnumShape, Shape } from '../shape.js'
import { fittingText, isBigint, readText, textValue } from '../text-value.js'
import { unrepeated } from './alternative.js'
import { type ElementReader, UNKNOWN } from './element-reader.js'
import { isSpace } from './parse-document.js'
import { giveUp } from './scanner.js'

/** The reader of elements that hold text alone. */
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

function valueUnder(shape: Shape): ((text: string) => unknown) | undefined {
  switch (shape.kind) {
    case 'string':
      return isBigint(shape) ? (text) => readText(text, shape) : (text) => text
    case 'number':
      return (text) => naturalNumber(text) ?? readText(text, shape)
    case 'boolean':
      return (text) => (text === 'true' ? true : text === 'false' ? false : textValue(text, shape))
    case 'enum':
      return enumValues(shape)
    case 'union':
      return unrepeated(shape) === shape ? (text) => unionValue(text, shape) : undefined
    default:
      return (text) => textValue(text, shape)
  }
}

/** The number that the text is in digits; undefined for any other than a short natural one. */
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

/** The values of all texts of an enumeration are known beforehand. */
function enumValues(shape: EnumShape): (text: string) => unknown {
  const known = new Map(shape.values.map((value) => [String(value), textValue(String(value), shape)]))
  return (text) => known.get(text) ?? textValue(text, shape)
}

/** Text that is none of the scalars of a union. White space may be what an object without members was indented with. */
function unionValue(text: string, shape: Shape): unknown {
  const value = fittingText(text, shape)
  return value === undefined && isSpace(text) ? giveUp() : value === undefined ? readText(text, shape) : value
}
