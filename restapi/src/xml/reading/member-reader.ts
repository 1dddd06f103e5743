import type { Member } from '../../schema/layout.js'
import { arrayReader, itemReaders, type ReaderOf } from './array-reader.js'
import { type ElementReader, inside, readElement } from './element-reader.js'
import { textReader } from './scalar-reader.js'
import { giveUp, type Scanner, type Tag, tagOf } from './scanner.js'

/** Reads what objects of a shape hold for one property. The elements of one are read as far as nothing else is between them. */
export interface MemberReader {
  readonly member: Member
  readonly tag: Tag
  /** The value of a single element that holds plain text; undefined where that is not the usual. */
  readonly textValue: ((text: string) => unknown) | undefined
  /**
   * The value of the element that is being passed, and of those that follow at once where there may be several.
   *
   * @param opened Whether all of the start tag has been passed, and not its name alone.
   * @param level The number of arrays and objects around the property's value.
   */
  read(scanner: Scanner, opened: boolean, level: number): unknown
  /** As `read`, where `value` has been read before of elements further up. */
  readMore(value: unknown, scanner: Scanner, opened: boolean, level: number): unknown
}

/** The reader of a property; undefined for one that only the other reader knows. */
export function memberReader(member: Member, readerOf: ReaderOf): MemberReader | undefined {
  const { shape, name, itemName, attribute } = member
  const tag = tagOf(name)
  if (tag === undefined) return undefined
  if (shape.kind === 'any' && !attribute) return anyMember(member, tag, readerOf(shape))
  if (shape.kind !== 'array') return singleMember(member, tag, readerOf(shape))
  if (itemName !== undefined) return singleMember(member, tag, arrayReader(shape, itemName, readerOf))
  return repeatedMember(member, tag, itemReaders(shape, readerOf))
}

/** Stands for a property that is read as an attribute: no element is taken for it. */
export interface AttributeReader extends MemberReader {
  readonly valueOf: (text: string) => unknown
}

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

/** There is no element without a name. */
const NO_TAG: Tag = { start: '<', open: '<>', end: '</>' }

function singleMember(member: Member, tag: Tag, reader: ElementReader): MemberReader {
  return {
    member,
    tag,
    textValue: reader.textValue,
    read: (scanner, opened, level) => elementOf(scanner, tag, reader, opened, level),
    // more than one of what there may be one of
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
      // no array rather than an array of null
      return member.shape.nullable && Array.isArray(values) && values.length === 1 && values[0] === null
        ? giveUp()
        : values
    },
    readMore,
  }
}

/** Elements of which nothing is known are an array when there are two. */
function anyMember(member: Member, tag: Tag, reader: ElementReader): MemberReader {
  const items = repeatedMember(member, tag, () => reader)
  return {
    member,
    tag,
    textValue: (text) => text,
    read(scanner, opened, level) {
      // as deep as they would be in an array
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
