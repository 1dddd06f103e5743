/** An item that may wait. Its place among the waiting items is in itself, since to add it to a `Set` would take longer. */
export interface Waiting<Item> {
  /** The start of the wait, by `performance.now()`. */
  readonly since: number
  /** The waiting item before it, if any. */
  before: Item | undefined
  /** The waiting item after it, if any. */
  after: Item | undefined
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
    item.before = this.#last
    if (this.#last) this.#last.after = item
    else this.#first = item
    this.#last = item
    this.#timer ??= this.#lookIn(this.#limitMs)
  }

  /** Removes an item, if it still waits. */
  delete(item: Item): void {
    const { before, after } = item
    if (before === undefined && this.#first !== item) return
    if (before) before.after = after
    else this.#first = after
    if (after) after.before = before
    else this.#last = before
    item.before = undefined
    item.after = undefined
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
