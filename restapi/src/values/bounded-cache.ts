/**
 * A map that keeps the entries used lately and never exceeds a number of entries. It has two generations. When the young one is full, it
 * becomes the old one, and an old entry that is used again becomes young. A flood of keys that are used once therefore takes no more
 * memory, and does not drive out the keys that are used often.
 */
export class BoundedCache<Value> {
  readonly #generation: number
  #young = new Map<string, Value>()
  #old = new Map<string, Value>()

  /** @param limit the largest number of entries */
  constructor(limit: number) {
    this.#generation = Math.floor(limit / 2)
  }

  /** Returns the value of `key`. When there is none, calls `make` and keeps its result. */
  get(key: string, make: (key: string) => Value): Value {
    const known = this.#young.get(key)
    if (known !== undefined) return known
    const value = this.#old.get(key) ?? make(key)
    if (this.#young.size >= this.#generation) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(key, value)
    return value
  }
}
