import type { Shape } from '../schema/shape.js'
import { ANY } from '../schema/shape-combination.js'
import { circularError, jsonValue, unrepresentableError } from '../values/json-value.js'
import { MoneyText } from './money-text.js'

/** A value cut to what a page can show, with the sizes of the uncut parts. */
export type Outline = TextOutline | ScalarOutline | ListOutline | ObjectOutline | CutOutline

export interface TextOutline {
  readonly kind: 'text'
  readonly text: string
  /** UTF-16 units of the whole text; `text` may be only its beginning. */
  readonly length: number
  /** Format of the text in its schema. */
  readonly format: string | undefined
}

export interface ScalarOutline {
  readonly kind: 'number' | 'boolean' | 'null'
  readonly text: string
}

export interface ListOutline {
  readonly kind: 'list'
  readonly items: readonly Outline[]
  /** Number of items of the whole list. */
  readonly total: number
}

export interface ObjectOutline {
  readonly kind: 'object'
  readonly members: ReadonlyMap<string, Outline>
  /** Titles of members for people, by name. */
  readonly titles: ReadonlyMap<string, string>
  /** Number of members of the whole object. */
  readonly total: number
}

/** A value nested too deeply for the page. */
export interface CutOutline {
  readonly kind: 'cut'
}

/** Limits of what a page shows of a value. */
const most = {
  /** Levels of objects and lists. */
  depth: 10,
  /** Items of one list, and members of one object. */
  entries: 100,
  /** UTF-16 units of one text. */
  text: 2_000,
  /** UTF-16 units of all names and texts together, plus {@link sizeOfMarkup} for each. */
  size: 200_000,
}
const sizeOfMarkup = 40

/**
 * Returns the part of `value` that a page shows. Names and omissions are those of the JSON document.
 *
 * @throws TypeError for a value that has no JSON, and for a circular one
 */
export function outlineOf(value: unknown, shape: Shape | undefined): Outline {
  const data = jsonValue(value, '')
  if (data === undefined) throw unrepresentableError(value)
  return new Outliner().outline(data, '', shape ?? ANY)
}

class Outliner {
  readonly #holders: object[] = []
  readonly #money = new MoneyText()
  #room = most.size

  outline(data: unknown, key: string, shape: Shape): Outline {
    this.#room -= key.length + sizeOfMarkup
    if (typeof data === 'string') return this.#text(data, shape)
    if (typeof data === 'number' || typeof data === 'boolean') {
      const money = typeof data === 'number' ? this.#money.of(data, shape) : undefined
      return { kind: typeof data === 'number' ? 'number' : 'boolean', text: money ?? String(data) }
    }
    if (typeof data !== 'object' || data === null) return { kind: 'null', text: 'null' }
    if (this.#holders.includes(data)) throw circularError(key)
    if (this.#holders.length >= most.depth) return { kind: 'cut' }
    this.#holders.push(data)
    const outline = Array.isArray(data) ? this.#list(data, shape) : this.#object(data, shape)
    this.#holders.pop()
    return outline
  }

  #text(text: string, shape: Shape): TextOutline {
    const room = Math.max(0, Math.min(most.text, this.#room))
    const shown = text.length <= room ? text : text.slice(0, room).replace(/[\uD800-\uDBFF]$/, '')
    this.#room -= shown.length
    return { kind: 'text', text: shown, length: text.length, format: formatOf(shape) }
  }

  #list(list: readonly unknown[], shape: Shape): ListOutline {
    const items: Outline[] = []
    for (let index = 0; index < list.length && this.#hasRoom(index); index++) {
      const itemShape = shape.kind === 'array' ? (shape.prefixItems[index] ?? shape.items).shape : ANY
      items.push(this.outline(jsonValue(list[index], String(index)), String(index), itemShape))
    }
    return { kind: 'list', items, total: list.length }
  }

  #object(object: object, shape: Shape): ObjectOutline | ScalarOutline {
    const money = this.#money.of(object, shape)
    if (money !== undefined) return { kind: 'number', text: money }
    const members = new Map<string, Outline>()
    const keys = Object.keys(object)
    let omitted = 0
    for (const key of keys) {
      if (!this.#hasRoom(members.size)) break
      const data = jsonValue(Reflect.get(object, key), key)
      if (data === undefined) omitted++
      else members.set(key, this.outline(data, key, memberShape(shape, key)))
    }
    return { kind: 'object', members, titles: titlesOf(shape), total: keys.length - omitted }
  }

  #hasRoom(entries: number): boolean {
    return entries < most.entries && this.#room > 0
  }
}

function memberShape(shape: Shape, key: string): Shape {
  return shape.kind === 'object' ? ((shape.properties.get(key) ?? shape.additional)?.shape ?? ANY) : ANY
}

const noTitles: ReadonlyMap<string, string> = new Map()

function titlesOf(shape: Shape): ReadonlyMap<string, string> {
  if (shape.kind !== 'object') return noTitles
  const titled = [...shape.properties].flatMap(([key, { title }]) =>
    title === undefined ? [] : [[key, title] as const],
  )
  return titled.length === 0 ? noTitles : new Map(titled)
}

function formatOf(shape: Shape): string | undefined {
  return shape.kind === 'string' ? shape.format : undefined
}
