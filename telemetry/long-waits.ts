export interface Waiting {
  /** The start of the wait, by `performance.now()`. */
  readonly since: number
}

/** Reports the items that wait for longer than a limit. One timer serves all of them. */
export class LongWaits<Item extends Waiting> {
  /** The waiting items. The oldest is first. */
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

  /** Adds an item whose wait begins now. */
  add(item: Item): void {
    this.#items.add(item)
    this.#timer ??= this.#lookIn(this.#limitMs)
  }

  /** Removes an item. */
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
