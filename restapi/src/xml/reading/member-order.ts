import type { Member } from '../../schema/layout.js'
import type { MemberReader } from './member-reader.js'
import { MemberRun } from './member-run.js'
import type { Scanner } from './scanner.js'

/** A member that may come next, and the order that includes it. */
export interface NextMember {
  readonly reader: MemberReader
  readonly order: MemberOrder
  /** `true` when its last value was a scalar. */
  holdsText: boolean
}

/** State that all orders of one shape share. */
interface Kind {
  /** Keys of required arrays. An empty one has no element. */
  readonly arrays: readonly string[]
  /** Declared properties by key. */
  readonly declared: ReadonlyMap<string, Member>
  /** The empty order, from which all others are reached. */
  first: MemberOrder | undefined
  /** Number of orders in the cache, prefixes of others included. */
  orders: number
  /** Number of orders refused since unused ones were last removed. */
  refused: number
}

/** Function that makes an object from the values of its members. */
type Factory = (values: readonly unknown[]) => Record<string, unknown>

/**
 * Most orders in the cache of a shape. After as many more have been refused, orders that were not used meanwhile are removed. So a hostile
 * client neither evicts the orders of others nor keeps them out for long.
 */
const mostOrders = 100

/** Most members that one regular expression reads. */
const longestRun = 50

/** Misses in a row after which a read-ahead is dropped. */
const manyMisses = 20

/** Objects of an order that are built member by member before source is generated for it. */
const fewTimes = 10

/**
 * The members of an object read so far, in their order; a node in a tree of orders. The member that came next last time is tried first, and
 * objects with the same members in the same order are made by one function.
 */
export class MemberOrder {
  /** Member that came next last time. */
  likely: NextMember | undefined
  /** The order has been removed from the cache. */
  isForgotten = false
  /** Objects of this order get empty arrays for missing members. */
  readonly lacksArrays: boolean
  readonly #kind: Kind
  readonly #keys: readonly string[]
  readonly #next = new Map<string, NextMember>()
  #times = 0
  #isUsed = false
  #passes = 0
  #patience = fewTimes
  #misses = 0
  #ahead: { readonly run: MemberRun; readonly end: MemberOrder } | undefined
  #factory: Factory | undefined

  private constructor(kind: Kind, keys: readonly string[]) {
    this.#kind = kind
    this.#keys = keys
    this.lacksArrays = kind.arrays.some((key) => !keys.includes(key))
  }

  /** Makes the empty order of a shape. @param arrays Keys of the arrays that are empty if no element of them is read. */
  static empty(arrays: readonly string[], declared: ReadonlyMap<string, Member>): MemberOrder {
    const kind: Kind = { arrays, declared, first: undefined, orders: 0, refused: 0 }
    kind.first = new MemberOrder(kind, [])
    return kind.first
  }

  /** Returns the order with one more member. Undefined if it is a repeated member, an undeclared one, or the cache is full. */
  followedBy(reader: MemberReader): NextMember | undefined {
    const next = this.#next.get(reader.member.key) ?? this.#followedAnew(reader)
    if (next !== undefined) this.likely = next
    return next
  }

  #followedAnew(reader: MemberReader): NextMember | undefined {
    const { key } = reader.member
    const { declared } = this.#kind
    // undeclared names are the client's choice, and would fill the cache
    if (this.#keys.includes(key) || (declared.size > 0 && !declared.has(key)) || !this.#hasRoom()) return undefined
    this.#kind.orders++
    const next = { reader, order: new MemberOrder(this.#kind, [...this.#keys, key]), holdsText: false }
    this.#next.set(key, next)
    return next
  }

  #hasRoom(): boolean {
    const kind = this.#kind
    if (kind.orders < mostOrders) return true
    kind.refused++
    if (kind.refused < mostOrders) return false
    kind.refused = 0
    if (kind.first !== undefined) kind.orders = kind.first.#age()
    return kind.orders < mostOrders
  }

  /** Removes the orders not used since the last call. @returns the number of orders that remain behind this one */
  #age(): number {
    let remaining = 0
    for (const [key, next] of this.#next) {
      const behind = next.order.#age()
      if (!next.order.isForgotten) {
        remaining += 1 + behind
        continue
      }
      this.#next.delete(key)
      if (this.likely === next) this.likely = undefined
    }
    if (this.#ahead?.end.isForgotten) this.#ahead = undefined
    this.isForgotten = remaining === 0 && !this.#isUsed
    this.#isUsed = false
    return remaining
  }

  /**
   * Reads the likely next members that hold plain text by one regular expression.
   *
   * @returns the order with these members; this order if the document continues otherwise
   */
  readAhead(scanner: Scanner, values: unknown[]): MemberOrder {
    if (this.#ahead === undefined) {
      this.#passes++
      if (this.#passes % this.#patience === 0) this.#ahead = this.#lookAhead()
      return this
    }
    if (this.#ahead.run.read(scanner, values)) {
      this.#misses = 0
      return this.#ahead.end
    }
    this.#misses++
    if (this.#misses >= manyMisses) this.#forget()
    return this
  }

  #lookAhead(): { readonly run: MemberRun; readonly end: MemberOrder } | undefined {
    const readers: MemberReader[] = []
    let end: MemberOrder = this
    while (end.likely?.holdsText && end.likely.reader.textValue !== undefined && readers.length < longestRun) {
      readers.push(end.likely.reader)
      end = end.likely.order
    }
    return readers.length < 2 ? undefined : { run: new MemberRun(readers), end }
  }

  /** Drops the read-ahead. A new one is made after twice as many passes as before. */
  #forget(): void {
    this.#ahead = undefined
    this.#misses = 0
    this.#patience *= 2
  }

  /** Makes the object of these members, followed by the missing arrays. */
  object(values: readonly unknown[]): Record<string, unknown> {
    this.#isUsed = true
    if (this.#factory !== undefined) return this.#factory(values)
    this.#times++
    if (this.#times === fewTimes) this.#factory = this.#generated()
    return this.#assembled(values)
  }

  /**
   * Generates the function that makes the object. The source contains only keys of the schema, as string literals; never values or keys of a
   * document. For those, or if the environment forbids code generation (`EvalError`), the object is built member by member.
   */
  #generated(): Factory {
    if (!this.#keys.every((key) => this.#kind.declared.has(key))) return (values) => this.#assembled(values)
    const members = this.#keys.map((key, at) => `${JSON.stringify(key)}: values[${at}]`)
    const arrays = this.#missing().map((key) => `${JSON.stringify(key)}: []`)
    try {
      // `__proto__` in a literal would set the prototype; no declared key has this name
      return new Function('values', `return { ${[...members, ...arrays].join(', ')} }`) as Factory
    } catch (cause) {
      if (cause instanceof EvalError) return (values) => this.#assembled(values)
      throw cause
    }
  }

  #assembled(values: readonly unknown[]): Record<string, unknown> {
    const object = this.begun(values)
    for (const key of this.#missing()) object[key] = []
    return object
  }

  /** Makes an object with these members, to which others are added. */
  begun(values: readonly unknown[]): Record<string, unknown> {
    const object: Record<string, unknown> = {}
    const keys = this.#keys
    for (let at = 0; at < keys.length; at++) object[keys[at] as string] = values[at]
    return object
  }

  #missing(): readonly string[] {
    return this.#kind.arrays.filter((key) => !this.#keys.includes(key))
  }
}
