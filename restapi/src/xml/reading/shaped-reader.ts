import { itemName, layoutOf } from '../../schema/layout.js'
import type { Shape } from '../../schema/shape.js'
import { memoizedByObject } from '../../values/memoized-by-object.js'
import { ANY_OBJECT } from './any-structure.js'
import { arrayReader, type ReaderOf } from './array-reader.js'
import type { ElementReader } from './element-reader.js'
import { ObjectReader } from './object-reader.js'
import { scalarReader } from './scalar-reader.js'
import { textObjectReader } from './text-object-reader.js'

/** Returns the reader of elements under a shape; it is made once for each shape. */
export const shapedReader: ReaderOf = memoizedByObject(makeReader)

function makeReader(shape: Shape): ElementReader {
  switch (shape.kind) {
    case 'any':
      return anyReader(shapedReader(ANY_OBJECT))
    case 'array':
      return arrayReader(shape, itemName(shape, 'item'), shapedReader)
    case 'object':
      return layoutOf(shape).text === undefined ? new ObjectReader(shape, shapedReader) : textObjectReader(shape)
    default:
      return scalarReader(shape)
  }
}

/** Makes the reader of elements of any type: text, or an object if there are child elements. */
function anyReader(objects: ElementReader): ElementReader {
  return {
    content(scanner, end, level) {
      return scanner.skipsToElement() ? objects.content(scanner, end, level) : scanner.leaf(end)
    },
    nothing: () => '',
    textValue: undefined,
    attributed: undefined,
  }
}
