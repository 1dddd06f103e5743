/** An item that may wait. It holds the links of a list of the waiting items, because a `Set` would take longer. */
export interface Waiting<Item> {
  /** The start of the wait, by `performance.now()`. */
  readonly since: number
  previous: Item | undefined
  next: Item | undefined
}

/** Reports the items that wait for longer than a limit. One timer serves all of them. */
export class LongWaits<Item extends Waiting<Item>> {
  /** The oldest of the waiting items. */
  #first: Item | undefined
  #last: Item | undefined
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
    item.previous = this.#last
    if (this.#last) this.#last.next = item
    else this.#first = item
    this.#last = item
    this.#timer ??= this.#lookIn(this.#limitMs)
  }

  /** Removes an item, if it still waits. */
  delete(item: Item): void {
    const { previous, next } = item
    if (previous === undefined && this.#first !== item) return
    if (previous) previous.next = next
    else this.#first = next
    if (next) next.previous = previous
    else this.#last = previous
    item.previous = undefined
    item.next = undefined
  }

  #lookIn(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => this.#look(), milliseconds).unref()
  }

  #look(): void {
    this.#timer = undefined
    while (this.#first) {
      const item = this.#first
      const leftMs = item.since + this.#limitMs - performance.now()
      if (leftMs > 0) {
        this.#timer = this.#lookIn(leftMs)
        return
      }
      this.delete(item)
      this.#onLong(item)
    }
  }
}
