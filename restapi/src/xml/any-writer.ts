import type { ContentKind } from '../codec.js'
import { circular, isHeld, isOrdinary, jsonValue, unrepresentable } from '../json-value.js'
import { rootName } from './names.js'
import { JSON_NAMESPACE, PROBLEM_NAMESPACE, XSI_NAMESPACE } from './namespaces.js'
import { inheritsMembers, isPlain, type PlainObject } from './plain-object.js'
import type { Place, TagMemory, Tags } from './tags.js'
import { DECLARATION, escapeText } from './text.js'

/**
 * Writes one document of a value of which no schema tells anything: what `encodeXml` writes on one line, to the letter, in a fraction of its
 * time, for every value and with the same errors. No source is made at run time: keys of such values may be anybody's.
 */
export class AnyWriter {
  readonly #kind: ContentKind
  readonly #memory: TagMemory
  readonly #item: Tags
  readonly #inherits = inheritsMembers()
  readonly #holders: object[] = []
  #xsi = false
  #json = false
  /** The names of the empty arrays in the object that has just been written, which its start tag must tell of. */
  #emptyArrays = ''

  constructor(kind: ContentKind, memory: TagMemory) {
    this.#kind = kind
    this.#memory = memory
    this.#item = memory.of(kind === 'problem' ? 'i' : 'item')
  }

  /** @throws TypeError for a value that has no JSON. */
  document(value: unknown): string {
    const data = jsonValue(value, '')
    if (data === undefined) throw unrepresentable(value)
    return DECLARATION + this.#root(this.#memory.of(rootName(this.#kind, data)), data)
  }

  /** An item of a root whose items come one by one; it declares by itself what it needs. @throws TypeError as `document` does */
  item(value: unknown, index: number): string {
    this.#holders[0] ??= [] // the root, as one level of nesting
    const data = jsonValue(value, String(index))
    if (data === undefined) throw unrepresentable(value)
    return this.#root(this.#item, data)
  }

  /** An element with the declarations of all that is used in it. */
  #root(tags: Tags, data: unknown): string {
    this.#xsi = data === null
    this.#json = false
    const children =
      typeof data === 'object' && data !== null ? this.#children(tags, data) : escapeText(String(data ?? ''))
    const marks = data === null ? ' xsi:nil="true"' : this.#marks()
    const start = `<${tags.name}${this.#declarations()}${marks}`
    return children === '' ? `${start}/>` : `${start}>${children}${tags.end}`
  }

  #declarations(): string {
    const xsi = this.#xsi ? ` xmlns:xsi="${XSI_NAMESPACE}"` : ''
    const json = this.#json ? ` xmlns:json="${JSON_NAMESPACE}"` : ''
    return this.#kind === 'problem' ? `${xsi}${json} xmlns="${PROBLEM_NAMESPACE}"` : xsi + json
  }

  #element(tags: Tags, data: unknown): string {
    if (data === null) {
      this.#xsi = true
      return tags.nil
    }
    if (typeof data === 'object') return this.#structure(tags, data)
    return data === '' ? tags.empty : tags.start + escapeText(String(data)) + tags.end
  }

  #structure(tags: Tags, data: object): string {
    const children = this.#children(tags, data)
    if (this.#emptyArrays !== '') {
      const start = `<${tags.name}${this.#marks()}`
      return children === '' ? `${start}/>` : `${start}>${children}${tags.end}`
    }
    return children === '' ? tags.empty : tags.start + children + tags.end
  }

  #children(tags: Tags, data: object): string {
    if (isHeld(data, this.#holders)) throw circular(tags.name)
    this.#holders.push(data)
    const children = Array.isArray(data)
      ? this.#items(this.#item, data)
      : !this.#inherits && isPlain(data)
        ? this.#members(tags, data)
        : this.#ownMembers(data)
    this.#holders.pop()
    return children
  }

  #items(tags: Tags, items: readonly unknown[]): string {
    let elements = ''
    for (let index = 0; index < items.length; index++) {
      const item = items[index]
      if (typeof item === 'string' && item !== '') elements += tags.start + escapeText(item) + tags.end
      else if (isStructure(item)) elements += this.#structure(tags, item)
      else elements += this.#element(tags, jsonValue(item, String(index)) ?? null)
    }
    return elements
  }

  #members(tags: Tags, data: PlainObject): string {
    let children = ''
    let emptyArrays = ''
    let place: Place = tags.inside
    for (const key in data) {
      const guess = place.next
      const member = guess !== undefined && guess.key === key ? guess : this.#memory.at(place, key)
      place = member
      const value = data[key]
      if (typeof value === 'string' && value !== '') children += member.start + escapeText(value) + member.end
      else if (typeof value === 'number' && value - value === 0) children += member.start + value + member.end
      else {
        const item = isStructure(value) ? value : jsonValue(value, key)
        if (this.#isEmptyArray(item)) emptyArrays += ` ${member.name}`
        else if (item !== undefined) children += this.#member(member, item)
      }
    }
    this.#emptyArrays = emptyArrays
    return children
  }

  /** The members of what has others besides its own, by inheritance: an instance of a class, say. */
  #ownMembers(data: object): string {
    let children = ''
    let emptyArrays = ''
    for (const key of Object.keys(data)) {
      const item = jsonValue(Reflect.get(data, key), key)
      const member = this.#memory.of(key)
      if (this.#isEmptyArray(item)) emptyArrays += ` ${member.name}`
      else if (item !== undefined) children += this.#member(member, item)
    }
    this.#emptyArrays = emptyArrays
    return children
  }

  #member(tags: Tags, item: unknown): string {
    return Array.isArray(item) && this.#kind !== 'problem' ? this.#items(tags, item) : this.#element(tags, item)
  }

  /** Whether it is an array of which no element would tell. */
  #isEmptyArray(item: unknown): boolean {
    return Array.isArray(item) && item.length === 0 && this.#kind !== 'problem'
  }

  #marks(): string {
    if (this.#emptyArrays === '') return ''
    const marks = ` json:arrays="${this.#emptyArrays.slice(1)}"`
    this.#emptyArrays = ''
    this.#json = true
    return marks
  }
}

/** Whether JSON takes the array or object as it is. */
function isStructure(value: unknown): value is object {
  return typeof value === 'object' && value !== null && isOrdinary(value)
}
