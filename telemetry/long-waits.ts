/** Something that waits, and the time at which it began to, by `performance.now()`. */
export interface Waiting {
  readonly since: number
}

/** Finds what waits for longer than a limit, with one timer for all. */
export class LongWaits<Item extends Waiting> {
  /** What waits, the one that has waited longest first. */
  readonly #items = new Set<Item>()
  readonly #limitMs: number
  readonly #onLong: (item: Item) => void
  #timer: NodeJS.Timeout | undefined

  /**
   * @param limitMs the limit, in milliseconds
   * @param onLong receives each item once, when it has waited for this long
   */
  constructor(limitMs: number, onLong: (item: Item) => void) {
    this.#limitMs = limitMs
    this.#onLong = onLong
  }

  /** Adds an item that has just begun to wait. */
  add(item: Item): void {
    this.#items.add(item)
    this.#timer ??= this.#lookIn(this.#limitMs)
  }

  /** Removes an item, which waits no longer. */
  delete(item: Item): void {
    this.#items.delete(item)
  }

  #lookIn(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => this.#look(), milliseconds).unref()
  }

  #look(): void {
    this.#timer = undefined
    for (const item of this.#items) {
      const leftMs = item.since + this.#limitMs - performance.now()
      if (leftMs > 0) {
        this.#timer = this.#lookIn(leftMs)
        return
      }
      this.#items.delete(item)
      this.#onLong(item)
    }
  }
}
