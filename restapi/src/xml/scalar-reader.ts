import type { EnumShape, NumberShape, Shape } from '../shape.js'
import { fittingText, textValue } from '../text-value.js'
import { unrepeated } from './alternative.js'
import { type ElementReader, UNKNOWN } from './element-reader.js'
import { isSpace } from './parse-document.js'
import { giveUp } from './scanner.js'

/** The reader of elements that hold text alone. */
export function scalarReader(shape: Exclude<Shape, { kind: 'any' | 'array' | 'object' }>): ElementReader {
  switch (shape.kind) {
    case 'string':
      return { content: (scanner, end) => scanner.leaf(end), nothing: () => '', attributed: undefined }
    case 'number':
      return numberReader(shape)
    case 'enum':
      return textReader(enumValues(shape))
    case 'union':
      return unrepeated(shape) === shape ? textReader((text) => unionValue(text, shape)) : UNKNOWN
    default:
      return textReader((text) => textValue(text, shape))
  }
}

function textReader(value: (text: string) => unknown): ElementReader {
  return { content: (scanner, end) => value(scanner.leaf(end)), nothing: () => value(''), attributed: undefined }
}

function numberReader(shape: NumberShape): ElementReader {
  return {
    content: (scanner, end) => scanner.digits(end) ?? textValue(scanner.leaf(end), shape),
    nothing: () => textValue('', shape),
    attributed: undefined,
  }
}

/** The values of all texts of an enumeration are known beforehand. */
function enumValues(shape: EnumShape): (text: string) => unknown {
  const known = new Map(shape.values.map((value) => [String(value), textValue(String(value), shape)]))
  return (text) => known.get(text) ?? textValue(text, shape)
}

/** Text that is none of the scalars of a union. White space may be what an object without members was indented with. */
function unionValue(text: string, shape: Shape): unknown {
  const value = fittingText(text, shape)
  return value === undefined && isSpace(text) ? giveUp() : value === undefined ? text : value
}
