import type { Member } from '../../schema/layout.js'
import type { MemberReader } from './member-reader.js'
import { MemberRun } from './member-run.js'
import type { Scanner } from './scanner.js'

/** A member and what has been read with it. */
export interface NextMember {
  readonly reader: MemberReader
  readonly order: MemberOrder
  /** Whether its value was text, or what stands for text, the last time. */
  holdsText: boolean
}

/** What all orders of one shape have in common. */
interface Kind {
  /** The keys of arrays that have to be there, and are written as no element at all when they are empty. */
  readonly arrays: readonly string[]
  /** The properties that the shape declares, by key. */
  readonly declared: ReadonlyMap<string, Member>
  /** The order of no members, from which all others are reached. */
  first: MemberOrder | undefined
  /** How many orders there are, beginnings of others included. */
  orders: number
  /** How many were refused since unused ones were last forgotten. */
  refused: number
}

/** Makes an object of the values of its members. */
type Factory = (values: readonly unknown[]) => Record<string, unknown>

/**
 * So many orders are remembered for a shape. When as many more have been refused, those that have not been used meanwhile make room: what a
 * stranger makes up neither drives out what others send, nor keeps it out for long.
 */
const mostOrders = 100

/** So many members are read in one go at most. */
const longestRun = 50

/** So many times in a row something else has come. */
const manyMisses = 20

/** So many objects are made member by member before source is made for their order. */
const fewTimes = 10

/**
 * The members that have been read of an object so far, in their order. What came next the last time will probably come next again, and
 * objects with the same members in the same order are made in one go.
 */
export class MemberOrder {
  /** What came next the last time. */
  likely: NextMember | undefined
  /** Whether it is remembered no more. */
  isForgotten = false
  /** Whether the object gets empty arrays, too. */
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

  /** The beginning of all orders of a shape. @param arrays the keys of arrays that every object has, empty where nothing is read of them */
  static empty(arrays: readonly string[], declared: ReadonlyMap<string, Member>): MemberOrder {
    const kind: Kind = { arrays, declared, first: undefined, orders: 0, refused: 0 }
    kind.first = new MemberOrder(kind, [])
    return kind.first
  }

  /** One more member; undefined when it is among them already, is none that a schema with members names, or there are too many orders. */
  followedBy(reader: MemberReader): NextMember | undefined {
    const next = this.#next.get(reader.member.key) ?? this.#followedAnew(reader)
    if (next !== undefined) this.likely = next
    return next
  }

  #followedAnew(reader: MemberReader): NextMember | undefined {
    const { key } = reader.member
    const { declared } = this.#kind
    // where a schema names some, others are anybody's, and would take their place
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

  /** Forgets what has not been used since this was done last. @returns how many orders remain behind this one */
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
   * Reads the members that have come next before, as far as they hold plain text, in one go.
   *
   * @returns the order with them; this one when something else is next
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

  /** What does not come any more is not looked for any more; what comes instead is learnt, less and less often. */
  #forget(): void {
    this.#ahead = undefined
    this.#misses = 0
    this.#patience *= 2
  }

  /** The object with these members, and empty arrays behind them where it lacks arrays. */
  object(values: readonly unknown[]): Record<string, unknown> {
    this.#isUsed = true
    if (this.#factory !== undefined) return this.#factory(values)
    this.#times++
    if (this.#times === fewTimes) this.#factory = this.#generated()
    return this.#assembled(values)
  }

  /**
   * Source is made of the keys that the schema gives, as string literals; never of values, nor of keys that came with a document. For those, and
   * where an environment forbids source at run time, the object is assembled as before.
   */
  #generated(): Factory {
    if (!this.#keys.every((key) => this.#kind.declared.has(key))) return (values) => this.#assembled(values)
    const members = this.#keys.map((key, at) => `${JSON.stringify(key)}: values[${at}]`)
    const arrays = this.#missing().map((key) => `${JSON.stringify(key)}: []`)
    try {
      // a literal's __proto__ would be no member; none is among the keys
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

  /** An object with these members, to which others are added. */
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
