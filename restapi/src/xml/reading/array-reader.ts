import type { XmlName } from '../../schema/layout.js'
import type { ArrayShape, Shape } from '../../schema/shape.js'
import { itemShape } from '../../schema/shape-combination.js'
import { type ElementReader, inside, readElement, UNKNOWN } from './element-reader.js'
import { giveUp, tagOf } from './scanner.js'

/** Function that returns the reader of elements under a shape. */
export type ReaderOf = (shape: Shape) => ElementReader

/** Makes the reader of an array in an element of its own. */
export function arrayReader(shape: ArrayShape, items: XmlName, readerOf: ReaderOf): ElementReader {
  const tag = tagOf(items)
  if (tag === undefined) return UNKNOWN
  const readerAt = itemReaders(shape, readerOf)
  return {
    content(scanner, end, level) {
      const own = inside(level, scanner)
      const values: unknown[] = []
      for (;;) {
        scanner.skipSpace()
        if (scanner.skips(tag.open)) values.push(readerAt(values.length).content(scanner, tag.end, own))
        else if (scanner.skips(end)) return values
        else if (scanner.skipsName(tag)) values.push(readElement(scanner, tag, readerAt(values.length), own))
        else if (!scanner.skipsComment()) return giveUp()
      }
    },
    nothing(scanner, level) {
      inside(level, scanner)
      return []
    },
    textValue: undefined,
    attributed: undefined,
  }
}

/** Returns a function that gives the reader of an item by its index. */
export function itemReaders(shape: ArrayShape, readerOf: ReaderOf): (index: number) => ElementReader {
  const last = shape.prefixItems.length
  const known: (ElementReader | undefined)[] = Array.from({ length: last + 1 })
  return (index) => {
    const at = Math.min(index, last)
    const reader = known[at] ?? readerOf(itemShape(shape, at))
    known[at] = reader
    return reader
  }
}
