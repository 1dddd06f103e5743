import { giveUp, type Scanner, type Tag } from './scanner.js'

/**
 * Reads elements under one shape, whatever they are called. Each function leaves the place behind the end of the element.
 *
 * `level` is the number of arrays and objects around the element.
 */
export interface ElementReader {
  /** What is between `<name>`, just passed, and the end tag. */
  content(scanner: Scanner, end: string, level: number): unknown
  /** What text stands for where the element can only hold text; undefined where it can hold more. */
  readonly textValue: ((text: string) => unknown) | undefined
  /** What `<name/>`, just passed, stands for. */
  nothing(scanner: Scanner, level: number): unknown
  /** What begins with an attribute, which is next; undefined where none is known. */
  readonly attributed: ((scanner: Scanner, end: string, level: number) => unknown) | undefined
}

/** Reads an element of which only `<name` has been passed. */
export function readElement(scanner: Scanner, tag: Tag, reader: ElementReader, level: number): unknown {
  if (scanner.skipsClosing()) return reader.content(scanner, tag.end, level)
  const space = scanner.skipSpace()
  if (scanner.skipsClosing()) return reader.content(scanner, tag.end, level)
  if (scanner.skips('/>')) return reader.nothing(scanner, level)
  if (!space) return giveUp()
  if (scanner.xsi && scanner.skips('xsi:nil="true"/>')) return null
  return reader.attributed === undefined ? giveUp() : reader.attributed(scanner, tag.end, level)
}

/** The reader of what no reader here is made for. */
export const UNKNOWN: ElementReader = { textValue: undefined, content: giveUp, nothing: giveUp, attributed: undefined }

/** The level inside of an array or object. */
export function inside(level: number, { maxDepth }: Scanner): number {
  return level < maxDepth ? level + 1 : giveUp()
}
