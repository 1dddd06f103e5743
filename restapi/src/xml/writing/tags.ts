import { nameOfKey } from '../../schema/names.js'

/** A place in an object: before its first member, or after the one whose tags it is. */
export class Place {
  /** The tags of the member that came here most lately: a guess at what comes next. */
  next: Tags | undefined

  constructor(readonly generation: object | undefined) {}
}

/** All that is known of an element by its name alone. */
export class Tags extends Place {
  readonly name: string
  readonly start: string
  readonly end: string
  readonly empty: string
  readonly nil: string
  /** Before the first member of an object that is written as this element. */
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

/** So many keys are remembered; when there are more, all are forgotten and learned anew. */
const mostKeys = 2000

/** Longer keys are not worth remembering. */
const longestKey = 100

/**
 * The tags for keys, bounded in number and size however many keys there are. Objects of one kind have the same keys in the same order, so that
 * most tags are found by a guess. Guesses never lead from one generation to another: what is forgotten is not kept by them.
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

  /** The tags for the key of a member, remembered as the guess at that place. */
  at(place: Place, key: string): Tags {
    const tags = this.of(key)
    if (tags.generation !== undefined && tags.generation === place.generation) place.next = tags
    return tags
  }
}
