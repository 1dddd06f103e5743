import { nameOfKey } from '../../schema/names.js'

/** A place in an object: before its first member, or after one member. */
export class Place {
  /** Tags of the last member seen at this place; a guess at the next one. */
  next: Tags | undefined

  constructor(readonly generation: object | undefined) {}
}

/** Tags of the element of one key, escaped and ready to write. */
export class Tags extends Place {
  readonly name: string
  readonly start: string
  readonly end: string
  readonly empty: string
  readonly nil: string
  /** Place before the first member of an object that is written as this element. */
  readonly inside: Place

  constructor(
    readonly key: string,
    generation: object | undefined,
  ) {
    super(generation)
    const name = nameOfKey(key)
    this.name = name
    this.start = `<${name}>`
    this.end = `</${name}>`
    this.empty = `<${name}/>`
    this.nil = `<${name} xsi:nil="true"/>`
    this.inside = new Place(generation)
  }
}

/** Most keys in the cache. A full cache is emptied and filled again. */
const mostKeys = 2000

/** UTF-16 units of the longest key that is cached. */
const longestKey = 100

/**
 * Cache of tags by key, bounded in number and size. Objects of one kind have the same keys in the same order, so most tags are found by a
 * guess. A guess never leads to a tag of another generation: it would keep an emptied cache in memory.
 */
export class TagMemory {
  #known = new Map<string, Tags>()

  of(key: string): Tags {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    if (key.length > longestKey) return new Tags(key, undefined)
    if (this.#known.size >= mostKeys) this.#known = new Map()
    const tags = new Tags(key, this.#known)
    this.#known.set(key, tags)
    return tags
  }

  /** Returns the tags of a member's key, and stores them as the guess at `place`. */
  at(place: Place, key: string): Tags {
    const tags = this.of(key)
    if (tags.generation !== undefined && tags.generation === place.generation) place.next = tags
    return tags
  }
}
