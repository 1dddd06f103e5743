import type { OrderEvent } from '../../domain/orders/order-event.js'
import { isLastStatus } from '../../domain/orders/order-life.js'
import type { OrderWatch } from '../../domain/orders/order-watches.js'
import type { News, WatchedOrder } from './watched-order.js'

const end: IteratorReturnResult<undefined> = { done: true, value: undefined }

/** A watch that reads the events of its order on demand, so a slow reader holds at most one page of events. */
export class StoredOrderWatch implements OrderWatch {
  readonly #order: WatchedOrder
  readonly #release: () => void
  readonly #stop = new AbortController()
  #after: number
  #news: News
  #at = 0
  #isReleased = false

  /** @param first the events after the version `after` @param release is called once, at the end */
  constructor(order: WatchedOrder, after: number, first: News, release: () => void) {
    this.#order = order
    this.#release = release
    this.#news = first
    // The order may not have this version, and the storage may have removed events. The watch then cannot begin there.
    this.#after = first.events.length === 0 ? first.version : after
  }

  get isOver(): boolean {
    const { events, status, version } = this.#news
    return this.#at >= events.length && this.#after >= version && isLastStatus(status)
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async next(): Promise<IteratorResult<OrderEvent, undefined>> {
    try {
      for (;;) {
        if (this.#isReleased) return end
        const event = this.#news.events[this.#at]
        if (event !== undefined) {
          this.#at += 1
          this.#after = event.version
          return { done: false, value: event }
        }
        if (this.isOver) return this.return()
        const news = await this.#order.news(this.#after, this.#news.seen, this.#stop.signal)
        if (news === undefined) return this.return()
        if (news.events.length === 0) this.#after = news.version
        this.#news = news
        this.#at = 0
      }
    } catch (error) {
      void this.return()
      throw error
    }
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    if (!this.#isReleased) {
      this.#isReleased = true
      this.#stop.abort()
      this.#release()
    }
    return end
  }

  /** Ends the watch after the events that are already read. */
  finish(): void {
    this.#stop.abort()
  }
}
