/**
 * A map that remembers what was asked for lately and never grows beyond its bound. Entries live in two generations: when
 * the young one is full it becomes the old one, and what is asked for again moves back. A flood of keys that come once
 * thus costs no memory and does not drive out the keys that others use.
 */
export class BoundedCache<Value> {
  readonly #generation: number
  #young = new Map<string, Value>()
  #old = new Map<string, Value>()

  /** @param limit the number of entries never exceeded */
  constructor(limit: number) {
    this.#generation = Math.floor(limit / 2)
  }

  /** What is remembered under `key`, or what `make` makes of it, remembered from then on. */
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
