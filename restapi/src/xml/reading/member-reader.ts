import type { Member } from '../../schema/layout.js'
import { arrayReader, itemReaders, type ReaderOf } from './array-reader.js'
import { type ElementReader, inside, readElement } from './element-reader.js'
import { textReader } from './scalar-reader.js'
import { giveUp, type Scanner, type Tag, tagOf } from './scanner.js'

/** Reader of one property. Adjacent elements of an array are read together. */
export interface MemberReader {
  readonly member: Member
  readonly tag: Tag
  /** Returns the value of a single element with plain text; undefined if the property usually has more. */
  readonly textValue: ((text: string) => unknown) | undefined
  /**
   * Reads the element at the scanner, and the adjacent ones if there may be several.
   *
   * @param opened `true` if the scanner is behind the start tag, `false` if it is behind `<name`
   * @param level Number of arrays and objects around the property's value.
   */
  read(scanner: Scanner, opened: boolean, level: number): unknown
  /** Reads further elements of a property whose earlier elements gave `value`. */
  readMore(value: unknown, scanner: Scanner, opened: boolean, level: number): unknown
}

/** Makes the reader of a property; undefined for one that only `readDocument` can read. */
export function memberReader(member: Member, readerOf: ReaderOf): MemberReader | undefined {
  const { shape, name, itemName, attribute } = member
  const tag = tagOf(name)
  if (tag === undefined) return undefined
  if (shape.kind === 'any' && !attribute) return anyMember(member, tag, readerOf(shape))
  if (shape.kind !== 'array') return singleMember(member, tag, readerOf(shape))
  if (itemName !== undefined) return singleMember(member, tag, arrayReader(shape, itemName, readerOf))
  return repeatedMember(member, tag, itemReaders(shape, readerOf))
}

/** Reader of a property that is an attribute. It reads no elements. */
export interface AttributeReader extends MemberReader {
  readonly valueOf: (text: string) => unknown
}

/** Makes the reader of an attribute. */
export function attributeReader(member: Member): AttributeReader {
  return {
    member,
    tag: NO_TAG,
    textValue: undefined,
    read: giveUp,
    readMore: giveUp,
    valueOf: textReader(member.shape),
  }
}

/** Tag that matches no element. */
const NO_TAG: Tag = { start: '<', open: '<>', end: '</>' }

function singleMember(member: Member, tag: Tag, reader: ElementReader): MemberReader {
  return {
    member,
    tag,
    textValue: reader.textValue,
    read: (scanner, opened, level) => elementOf(scanner, tag, reader, opened, level),
    // a second element of a single value: `readDocument` reads it for validation to report
    readMore: giveUp,
  }
}

function repeatedMember(member: Member, tag: Tag, readerAt: (index: number) => ElementReader): MemberReader {
  const readMore = (value: unknown, scanner: Scanner, opened: boolean, level: number): unknown => {
    const values = Array.isArray(value) ? value : giveUp()
    const own = inside(level, scanner)
    values.push(elementOf(scanner, tag, readerAt(values.length), opened, own))
    for (;;) {
      scanner.skipSpace()
      if (scanner.skips(tag.open)) values.push(readerAt(values.length).content(scanner, tag.end, own))
      else if (scanner.skipsName(tag)) values.push(readElement(scanner, tag, readerAt(values.length), own))
      else return values
    }
  }
  return {
    member,
    tag,
    textValue: undefined,
    read(scanner, opened, level) {
      const values = readMore([], scanner, opened, level)
      // one nil element is the null array, not an array of null
      return member.shape.nullable && Array.isArray(values) && values.length === 1 && values[0] === null
        ? giveUp()
        : values
    },
    readMore,
  }
}

/** Makes the reader of a property of any type: one element is a value, two or more are an array. */
function anyMember(member: Member, tag: Tag, reader: ElementReader): MemberReader {
  const items = repeatedMember(member, tag, () => reader)
  return {
    member,
    tag,
    textValue: (text) => text,
    read(scanner, opened, level) {
      // counts the level of the array that the element may begin
      const value = elementOf(scanner, tag, reader, opened, inside(level, scanner))
      scanner.skipSpace()
      if (scanner.skips(tag.open)) return items.readMore([value], scanner, true, level)
      return scanner.skipsName(tag) ? items.readMore([value], scanner, false, level) : value
    },
    readMore: (value, scanner, opened, level) =>
      items.readMore(Array.isArray(value) ? value : [value], scanner, opened, level),
  }
}

function elementOf(scanner: Scanner, tag: Tag, reader: ElementReader, opened: boolean, level: number): unknown {
  return opened ? reader.content(scanner, tag.end, level) : readElement(scanner, tag, reader, level)
}
