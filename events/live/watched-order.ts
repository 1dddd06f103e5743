import type { OrderManagement } from '../../domain/orders/order-management.js'
import type { OrderProgress } from '../../domain/orders/orders.js'
import { StorageUnavailable } from '../../domain/storage-unavailable.js'

/** News of an order for one watch. */
export interface News extends OrderProgress {
  /** The number of notices that this news covers. */
  readonly seen: number
}

interface Waiting {
  readonly after: number
  seen: number
  readonly resolve: (news: News | undefined) => void
  readonly reject: (reason: unknown) => void
}

/** A watched order. One query for each notice serves all watches that wait for its next event. */
export class WatchedOrder {
  readonly #id: string
  readonly #orders: Pick<OrderManagement, 'events'>
  readonly #waiting = new Set<Waiting>()
  #isReading = false
  #notices = 0
  /** The number of times that a version was greater than any before. */
  #lessons = 0
  #known = 0
  #hasFailed = false
  /** The number of watches that use this object. */
  watches = 0

  constructor(id: string, orders: Pick<OrderManagement, 'events'>) {
    this.#id = id
    this.#orders = orders
  }

  /** The number of notices so far. */
  get notices(): number {
    return this.#notices
  }

  /** True when the last query failed because the storage was not available. */
  get hasFailed(): boolean {
    return this.#hasFailed
  }

  /** Records a notice: the order may have changed. */
  notice(): void {
    this.#notices += 1
    this.#read()
  }

  /** Records the current version. Repeats a query that failed. */
  learn(version: number): void {
    if (version > this.#known) {
      this.#known = version
      this.#lessons += 1
    }
    this.#read()
  }

  /**
   * Resolves when there are events after a version, or the order has another version. Resolves to `undefined` when the signal aborts.
   *
   * @param seen the number of notices that the news of the caller covers
   */
  news(after: number, seen: number, signal: AbortSignal): Promise<News | undefined> {
    return new Promise((resolve, reject) => {
      const leave = () => settle(() => resolve(undefined))
      const settle = (end: () => void) => {
        signal.removeEventListener('abort', leave)
        this.#waiting.delete(waiting)
        end()
      }
      const waiting: Waiting = {
        after,
        seen,
        resolve: (news) => settle(() => resolve(news)),
        reject: (reason) => settle(() => reject(reason)),
      }
      this.#waiting.add(waiting)
      signal.addEventListener('abort', leave)
      if (signal.aborted) leave()
      else this.#read()
    })
  }

  /** Queries the order if one of the waiting watches may lack an event. At most one query is under way. */
  #read(): void {
    const waiting = [...this.#waiting]
    const [notices, lessons] = [this.#notices, this.#lessons]
    if (this.#isReading || !waiting.some(({ after, seen }) => seen < notices || after < this.#known)) return
    this.#isReading = true
    const after = Math.min(...waiting.map((each) => each.after))
    this.#orders.events(this.#id, 'any', after).then(
      (progress) => {
        this.#isReading = false
        this.#hasFailed = false
        this.#known = Math.max(this.#known, progress.version)
        const informed = waiting.filter((each) => tell(each, progress, notices))
        // A query without news is repeated only for a new notice or version.
        if (informed.length > 0 || notices < this.#notices || lessons < this.#lessons) this.#read()
      },
      (error: unknown) => {
        this.#isReading = false
        // The watches wait on: they get the events when the storage is available again.
        this.#hasFailed = error instanceof StorageUnavailable
        if (!this.#hasFailed) for (const each of waiting) each.reject(error)
      },
    )
  }
}

/** Resolves a waiting watch if the progress is news for it. Reports whether it is. */
function tell(waiting: Waiting, progress: OrderProgress, seen: number): boolean {
  waiting.seen = seen
  // The page of a watch that is far behind may end before the next event of this one, which is then the matter of another query.
  const end = progress.events.at(-1)?.version ?? progress.version
  if (end <= waiting.after) return false
  waiting.resolve({ ...progress, events: progress.events.filter(({ version }) => version > waiting.after), seen })
  return true
}
