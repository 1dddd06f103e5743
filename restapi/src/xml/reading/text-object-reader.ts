import { layoutOf } from '../../schema/layout.js'
import type { ObjectShape } from '../../schema/shape.js'
import { type ElementReader, inside } from './element-reader.js'
import { MOST_DATA_ATTRIBUTES } from './limited-parser.js'
import { textReader } from './scalar-reader.js'
import { giveUp, type Scanner } from './scanner.js'

/** Makes the reader of objects that are an element with text and attributes, without child elements. */
export function textObjectReader(shape: ObjectShape): ElementReader {
  const { text, attributes, byKey } = layoutOf(shape)
  // `readDocument` refuses it
  if (text === undefined || byKey.has('__proto__')) return giveUp()
  const readText = textReader(text.shape)
  const members = new Map(
    [...attributes.values()]
      .filter(({ name }) => name.namespace === undefined)
      .map(({ key, name, shape }) => [name.local, { key, valueOf: textReader(shape) }]),
  )

  /** Adds the text to the object. Empty text means that an optional member is absent. */
  const finished = (object: Record<string, unknown>, content: string): unknown => {
    if (content !== '' || text.required) object[text.key] = readText(content)
    return object
  }

  const attribute = (scanner: Scanner, object: Record<string, unknown>): void => {
    const member = members.get(scanner.name()) ?? giveUp()
    if (!scanner.skips('=') || Object.hasOwn(object, member.key)) giveUp()
    object[member.key] = member.valueOf(scanner.attribute())
  }

  return {
    textValue: undefined,
    content(scanner, end, level) {
      inside(level, scanner)
      return finished({}, scanner.leaf(end))
    },
    nothing(scanner, level) {
      inside(level, scanner)
      return finished({}, '')
    },
    attributed(scanner, end, level) {
      inside(level, scanner)
      const object: Record<string, unknown> = {}
      for (let count = 0; count < MOST_DATA_ATTRIBUTES; count++) {
        attribute(scanner, object)
        const space = scanner.skipSpace()
        if (scanner.skipsClosing()) return finished(object, scanner.leaf(end))
        if (scanner.skips('/>')) return finished(object, '')
        if (!space) return giveUp()
      }
      return giveUp()
    },
  }
}
