import type { ContentKind } from '../../formats/codec.js'
import { JSON_NAMESPACE, PROBLEM_NAMESPACE, XSI_NAMESPACE } from '../../schema/namespaces.js'
import { circularError, isCircular, jsonValue, unrepresentableError } from '../../values/json-value.js'
import { hasPlainPrototype, inheritsMembers, isPlainContainer, type PlainObject } from '../../values/value-kinds.js'
import { DECLARATION, escapeText } from '../document/escape-text.js'
import { defaultItemName, defaultRootName } from './default-names.js'
import type { Place, TagMemory, Tags } from './tags.js'

/**
 * Writes one document of a value without a schema, on one line. Text and errors are exactly those of `encodeXml`, in a fraction of the time.
 * It generates no source at run time, since clients may control the keys of such values.
 */
export class AnyWriter {
  readonly #kind: ContentKind
  readonly #memory: TagMemory
  readonly #item: Tags
  readonly #inherits = inheritsMembers()
  readonly #holders: object[] = []
  #xsi = false
  #json = false
  /** Names of the empty arrays of the current object, each after a space. They become `json:arrays` of its start tag. */
  #emptyArrays = ''

  constructor(kind: ContentKind, memory: TagMemory) {
    this.#kind = kind
    this.#memory = memory
    this.#item = memory.of(defaultItemName(kind).qualified)
  }

  /** Writes a whole document. @throws TypeError for a value that has no JSON */
  document(value: unknown): string {
    const data = jsonValue(value, '')
    if (data === undefined) throw unrepresentableError(value)
    return DECLARATION + this.#root(this.#memory.of(defaultRootName(this.#kind, data)), data)
  }

  /** Writes one item of a streamed root array, with its own namespace declarations. @throws TypeError as `document` does */
  item(value: unknown, index: number): string {
    this.#holders[0] ??= [] // the root counts as one level of nesting
    const data = jsonValue(value, String(index))
    if (data === undefined) throw unrepresentableError(value)
    return this.#root(this.#item, data)
  }

  /** Writes an element with all namespace declarations that its content needs. */
  #root(tags: Tags, data: unknown): string {
    this.#xsi = data === null
    this.#json = false
    this.#emptyArrays = ''
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
    const outer = this.#emptyArrays
    this.#emptyArrays = ''
    const children = this.#children(tags, data)
    const isMarked = this.#emptyArrays !== ''
    const element = isMarked
      ? this.#marked(tags, children)
      : children === ''
        ? tags.empty
        : tags.start + children + tags.end
    this.#emptyArrays = outer
    return element
  }

  #marked(tags: Tags, children: string): string {
    const start = `<${tags.name}${this.#marks()}`
    return children === '' ? `${start}/>` : `${start}>${children}${tags.end}`
  }

  #children(tags: Tags, data: object): string {
    if (isCircular(data, this.#holders)) throw circularError(tags.name)
    this.#holders.push(data)
    const children = Array.isArray(data)
      ? this.#items(this.#item, data)
      : !this.#inherits && hasPlainPrototype(data)
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
      else if (typeof item === 'object' && item !== null && isPlainContainer(item))
        elements += this.#structure(tags, item)
      else elements += this.#element(tags, jsonValue(item, String(index)) ?? null)
    }
    return elements
  }

  #members(tags: Tags, data: PlainObject): string {
    let children = ''
    let place: Place = tags.inside
    for (const key in data) {
      const guess = place.next
      const member = guess !== undefined && guess.key === key ? guess : this.#memory.at(place, key)
      place = member
      const value = data[key]
      if (typeof value === 'string' && value !== '') children += member.start + escapeText(value) + member.end
      else if (typeof value === 'number' && value - value === 0) children += member.start + value + member.end
      else if (typeof value === 'boolean') children += member.start + value + member.end
      else if (typeof value === 'object' && value !== null && isPlainContainer(value))
        children += this.#member(member, value)
      else children += this.#member(member, jsonValue(value, key))
    }
    return children
  }

  /** Writes the own members of an object that inherits enumerable members, such as an instance of a class. */
  #ownMembers(data: object): string {
    let children = ''
    for (const key of Object.keys(data)) {
      children += this.#member(this.#memory.of(key), jsonValue(Reflect.get(data, key), key))
    }
    return children
  }

  #member(tags: Tags, item: unknown): string {
    if (item === undefined) return ''
    if (!Array.isArray(item) || this.#kind === 'problem') return this.#element(tags, item)
    if (item.length === 0) this.#emptyArrays += ` ${tags.name}`
    return this.#items(tags, item)
  }

  #marks(): string {
    if (this.#emptyArrays === '') return ''
    this.#json = true
    return ` json:arrays="${this.#emptyArrays.slice(1)}"`
  }
}
