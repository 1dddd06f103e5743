import type { OrderManagement } from '../../domain/orders/order-management.js'
import type { OrderNotices } from '../../domain/orders/order-notices.js'
import {
  type OrderWatch,
  type OrderWatches,
  TooManyWatches,
  type WatchRequest,
} from '../../domain/orders/order-watches.js'
import { jittered } from '../pause.js'
import { StoredOrderWatch } from './stored-order-watch.js'
import { WatchedOrder } from './watched-order.js'

export interface OrderWatchesOptions {
  readonly orders: Pick<OrderManagement, 'events' | 'versions'>
  readonly notices: OrderNotices
  /** The maximum number of watches of one caller at once. @default 10 */
  readonly mostPerCaller?: number
  /** The longest time of a watch, in milliseconds. To go on, a client connects again and is authenticated again. @default 900000 */
  readonly lifetimeMs?: number
  /** The interval of queries for the versions of all watched orders while notices are complete, in milliseconds. @default 15000 */
  readonly pollMs?: number
  /** The interval while notices may be lost or the storage is not available, in milliseconds. @default 1000 */
  readonly shortPollMs?: number
}

/** The watches of orders in this process. */
export interface RunningOrderWatches extends OrderWatches {
  /** The numbers of watches, of watched orders, and of timers. All are 0 when there is no watch. */
  readonly held: { readonly watches: number; readonly orders: number; readonly timers: number }
  /** Ends each watch, present or new, after the events that it has read. */
  close(): void
}

/** The maximum number of orders in one query for versions. */
const pageOfVersions = 1000

/**
 * Returns watches of the events of orders in the storage. A notice causes one query for the watched order, however many watches it has.
 * Notices may be lost, so the versions of all watched orders are also queried at intervals, in one query. No query is open while events
 * are awaited.
 */
export function orderWatches(options: OrderWatchesOptions): RunningOrderWatches {
  const { orders, notices, mostPerCaller = 10, lifetimeMs = 900_000, pollMs = 15_000, shortPollMs = 1_000 } = options
  const watched = new Map<string, WatchedOrder>()
  const watches = new Map<StoredOrderWatch, NodeJS.Timeout>()
  const perCaller = new Map<string, number>()
  let polling: NodeJS.Timeout | undefined
  let isClosed = false

  const stopListening = notices.listen((id) => {
    if (id === undefined) for (const order of watched.values()) order.notice()
    else watched.get(id)?.notice()
  })

  function pollLater(): void {
    const isShort = !notices.isComplete || [...watched.values()].some(({ hasFailed }) => hasFailed)
    polling = setTimeout(() => void poll(), isShort ? shortPollMs : pollMs).unref()
  }

  function stopPolling(): void {
    clearTimeout(polling)
    polling = undefined
  }

  async function poll(): Promise<void> {
    const timer = polling
    const ids = [...watched.keys()]
    try {
      for (let at = 0; at < ids.length; at += pageOfVersions) {
        const versions = await orders.versions(ids.slice(at, at + pageOfVersions))
        for (const [id, version] of versions) watched.get(id)?.learn(version)
      }
    } catch {
      // The next query repeats this one. Each request reports an unavailable storage itself.
    }
    // Unless it was stopped meanwhile.
    if (polling === timer) pollLater()
  }

  /** Counts one more watch of an order. Returns the order and the function that undoes the count. */
  function acquire(id: string, caller: string): { readonly order: WatchedOrder; readonly release: () => void } {
    const held = perCaller.get(caller) ?? 0
    if (held >= mostPerCaller) throw new TooManyWatches(mostPerCaller)
    perCaller.set(caller, held + 1)
    const order = watched.get(id) ?? new WatchedOrder(id, orders)
    watched.set(id, order)
    order.watches += 1
    if (polling === undefined && !isClosed) pollLater()
    const release = () => {
      const left = (perCaller.get(caller) ?? 1) - 1
      if (left > 0) perCaller.set(caller, left)
      else perCaller.delete(caller)
      order.watches -= 1
      if (order.watches > 0) return
      watched.delete(id)
      if (watched.size > 0) return
      stopPolling()
    }
    return { order, release }
  }

  async function watch({ id, access, caller, after = 0, until }: WatchRequest): Promise<OrderWatch> {
    const { order, release } = acquire(id.toLowerCase(), caller)
    try {
      const seen = order.notices
      const progress = await orders.events(id, access, after)
      order.learn(progress.version)
      const first = { ...progress, seen }
      const started = new StoredOrderWatch(order, after, first, () => {
        clearTimeout(watches.get(started))
        watches.delete(started)
        release()
      })
      const time = Math.min(jittered(lifetimeMs), until === undefined ? lifetimeMs : until.getTime() - Date.now())
      watches.set(started, setTimeout(() => started.finish(), Math.max(time, 0)).unref())
      if (isClosed) started.finish()
      return started
    } catch (error) {
      release()
      throw error
    }
  }

  return {
    watch,
    get held() {
      return { watches: watches.size, orders: watched.size, timers: watches.size + (polling === undefined ? 0 : 1) }
    },
    close() {
      isClosed = true
      stopListening()
      stopPolling()
      for (const started of watches.keys()) started.finish()
    },
  }
}
