import { type Layout, layoutOf } from '../../schema/layout.js'
import { keyOfName } from '../../schema/names.js'
import type { ObjectShape } from '../../schema/shape.js'
import { BoundedCache } from '../../values/bounded-cache.js'
import type { ReaderOf } from './array-reader.js'
import { type ElementReader, inside } from './element-reader.js'
import { MOST_DATA_ATTRIBUTES } from './limited-parser.js'
import { undeclaredMember } from './member-groups.js'
import { MemberOrder, type NextMember } from './member-order.js'
import { type AttributeReader, attributeReader, type MemberReader, memberReader } from './member-reader.js'
import { giveUp, type Scanner } from './scanner.js'

/** Most names in the cache of a shape, declared or not. */
const mostNames = 1000

/**
 * Reader of objects of a shape. It is fastest for members in an order that came before. It also reads any other order, undeclared members, and
 * elements of one name that are not adjacent.
 */
export class ObjectReader implements ElementReader {
  readonly textValue = undefined
  readonly #shape: ObjectShape
  readonly #readerOf: ReaderOf
  readonly #layout: Layout
  readonly #attributes: ReadonlyMap<string, AttributeReader>
  readonly #empty: MemberOrder
  readonly #arrays: readonly string[]
  readonly #members = new BoundedCache<MemberReader>(mostNames)

  constructor(shape: ObjectShape, readerOf: ReaderOf) {
    this.#shape = shape
    this.#readerOf = readerOf
    this.#layout = layoutOf(shape)
    // `readDocument` refuses it
    if (this.#layout.byKey.has('__proto__')) giveUp()
    const attributes = [...this.#layout.attributes.values()].filter(({ name }) => name.namespace === undefined)
    this.#attributes = new Map(attributes.map((member) => [member.name.local, attributeReader(member)]))
    this.#arrays = this.#layout.members
      .filter((member) => member.required && member.shape.kind === 'array' && member.itemName === undefined)
      .map(({ key }) => key)
    this.#empty = MemberOrder.empty(this.#arrays, this.#layout.byKey)
  }

  content(scanner: Scanner, end: string, level: number): unknown {
    return this.#elements(scanner, end, inside(level, scanner), this.#empty, [])
  }

  nothing(scanner: Scanner, level: number): unknown {
    return this.#finished(this.#empty, [], scanner, inside(level, scanner))
  }

  attributed(scanner: Scanner, end: string, level: number): unknown {
    const own = inside(level, scanner)
    const values: unknown[] = []
    let order = this.#empty
    for (;;) {
      const reader = this.#attribute(scanner)
      const next = order.followedBy(reader)
      if (next === undefined) return this.#otherAttributes(scanner, end, own, order.begun(values), reader)
      order = next.order
      values.push(reader.valueOf(scanner.attribute()))
      if (values.length > MOST_DATA_ATTRIBUTES) return giveUp()
      const space = scanner.skipSpace()
      if (scanner.skipsClosing()) return this.#elements(scanner, end, own, order, values)
      if (scanner.skips('/>')) return this.#finished(order, values, scanner, own)
      if (!space) return giveUp()
    }
  }

  /** Returns the reader of the next attribute, and moves behind its equals sign. */
  #attribute(scanner: Scanner): AttributeReader {
    const reader = this.#attributes.get(scanner.name())
    return reader !== undefined && scanner.skips('=') ? reader : giveUp()
  }

  /** Reads the rest of an object, in any order, from the value of an attribute on. */
  #otherAttributes(
    scanner: Scanner,
    end: string,
    level: number,
    object: Record<string, unknown>,
    first: AttributeReader,
  ): unknown {
    let reader = first
    for (let count = Object.keys(object).length; count < MOST_DATA_ATTRIBUTES; count++) {
      const { key } = reader.member
      if (Object.hasOwn(object, key)) return giveUp() // XML 1.0 §3.1
      object[key] = reader.valueOf(scanner.attribute())
      const space = scanner.skipSpace()
      if (scanner.skipsClosing()) return this.#others(scanner, end, level, object, undefined)
      if (scanner.skips('/>')) return this.#withArrays(object, scanner, level)
      if (!space) return giveUp()
      reader = this.#attribute(scanner)
    }
    return giveUp()
  }

  #elements(scanner: Scanner, end: string, level: number, begun: MemberOrder, values: unknown[]): unknown {
    let order = begun.readAhead(scanner, values)
    for (;;) {
      scanner.skipSpace()
      const { likely } = order
      if (likely !== undefined && scanner.skips(likely.reader.tag.open)) {
        order = readNext(likely, likely.reader.read(scanner, true, level), scanner, values)
        continue
      }
      if (scanner.skips(end)) return this.#finished(order, values, scanner, level)
      if (scanner.skipsComment()) continue
      const reader = this.#next(scanner)
      const next = order.followedBy(reader)
      if (next === undefined) return this.#others(scanner, end, level, order.begun(values), reader)
      order = readNext(next, reader.read(scanner, false, level), scanner, values)
    }
  }

  /** Reads the rest of an object, in any order. @param first Reader of the member whose name has been passed, if any. */
  #others(
    scanner: Scanner,
    end: string,
    level: number,
    object: Record<string, unknown>,
    first: MemberReader | undefined,
  ): unknown {
    let reader = first
    for (;;) {
      if (reader !== undefined) this.#add(object, reader, scanner, level)
      scanner.skipSpace()
      if (scanner.skips(end)) break
      reader = scanner.skipsComment() ? undefined : this.#next(scanner)
    }
    return this.#withArrays(object, scanner, level)
  }

  /** Adds an empty array for each missing required array. */
  #withArrays(object: Record<string, unknown>, scanner: Scanner, level: number): unknown {
    for (const key of this.#arrays) {
      if (Object.hasOwn(object, key)) continue
      inside(level, scanner)
      object[key] = []
    }
    return object
  }

  #add(object: Record<string, unknown>, reader: MemberReader, scanner: Scanner, level: number): void {
    const { key } = reader.member
    object[key] = Object.hasOwn(object, key)
      ? reader.readMore(object[key], scanner, false, level)
      : reader.read(scanner, false, level)
  }

  /** Returns the reader of the next element, and moves behind its name. */
  #next(scanner: Scanner): MemberReader {
    if (!scanner.skips('<')) return giveUp()
    return this.#members.get(scanner.name(), this.#make)
  }

  readonly #make = (name: string): MemberReader => {
    const [declared] = this.#layout.elements.get(name) ?? []
    const member = declared ?? undeclaredMember(keyOfName(name), name, this.#shape)
    const { key } = member
    // `readDocument` refuses `__proto__`, a constructor with a prototype, and a declared key under another name
    if (key === '__proto__' || key === 'constructor') return giveUp()
    if (declared === undefined && this.#layout.byKey.has(key)) return giveUp()
    return memberReader(member, this.#readerOf) ?? giveUp()
  }

  #finished(order: MemberOrder, values: readonly unknown[], scanner: Scanner, level: number): unknown {
    if (order.lacksArrays) inside(level, scanner)
    return order.object(values)
  }
}

/** Adds the value of one member, and those of the next members that one regular expression can read. */
function readNext(next: NextMember, value: unknown, scanner: Scanner, values: unknown[]): MemberOrder {
  values.push(value)
  next.holdsText = typeof value !== 'object'
  return next.holdsText ? next.order : next.order.readAhead(scanner, values)
}
