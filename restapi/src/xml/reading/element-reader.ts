import { giveUp, type Scanner, type Tag } from './scanner.js'

/**
 * Reader of elements of any name under one shape. Each function moves the scanner behind the end of the element.
 *
 * `level` is the number of arrays and objects around the element.
 */
export interface ElementReader {
  /** Reads from behind `<name>` to the end tag. */
  content(scanner: Scanner, end: string, level: number): unknown
  /** Returns the value of text; undefined if elements under the shape can hold more than text. */
  readonly textValue: ((text: string) => unknown) | undefined
  /** Returns the value of `<name/>`, which the scanner has passed. */
  nothing(scanner: Scanner, level: number): unknown
  /** Reads an element from its first attribute on; undefined if the shape has no attributes. */
  readonly attributed: ((scanner: Scanner, end: string, level: number) => unknown) | undefined
}

/** Reads an element from behind `<name`. */
export function readElement(scanner: Scanner, tag: Tag, reader: ElementReader, level: number): unknown {
  if (scanner.skipsClosing()) return reader.content(scanner, tag.end, level)
  const space = scanner.skipSpace()
  if (scanner.skipsClosing()) return reader.content(scanner, tag.end, level)
  if (scanner.skips('/>')) return reader.nothing(scanner, level)
  if (!space) return giveUp()
  if (scanner.xsi && scanner.skips('xsi:nil="true"/>')) return null
  return reader.attributed === undefined ? giveUp() : reader.attributed(scanner, tag.end, level)
}

/** Reader that leaves every element to `readDocument`. */
export const UNKNOWN: ElementReader = { textValue: undefined, content: giveUp, nothing: giveUp, attributed: undefined }

/** Returns the level inside an array or object; gives up beyond the greatest depth. */
export function inside(level: number, { maxDepth }: Scanner): number {
  return level < maxDepth ? level + 1 : giveUp()
}
