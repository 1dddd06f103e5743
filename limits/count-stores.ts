import type { Store } from 'express-rate-limit'
import { RedisClient } from '../cache/redis-client.js'
import { RedisUnavailable } from '../cache/redis-unavailable.js'
import type { LimitMetrics } from '../telemetry/metrics/limit-metrics.js'
import type { LimitEvent, OnLimitEvent } from './limit-event.js'
import { MemoryStore } from './memory-store.js'
import type { Rate } from './rate.js'
import { SharedStore } from './shared-store.js'

/** The stores of the counts of all limits. */
export interface CountStores {
  /** Returns the store of one limit. */
  storeOf(name: string, rate: Rate): Store
  /** Ends the connection to Redis. Never rejects. */
  close(): Promise<void>
}

export interface SharedCountsOptions {
  readonly url: string
  /** The beginning of all keys in Redis. */
  readonly prefix: string
  /** The time limit of an answer, in milliseconds. @default that of `RedisClient` */
  readonly deadline?: number
  readonly onEvent: OnLimitEvent
  readonly metrics?: Pick<LimitMetrics, 'storeFailed' | 'storeUp'> | undefined
}

/** The time without a failure after which answers of Redis count as recovered, in milliseconds. */
const quiet = 1_000

/** Returns stores in the memory of this process. */
export function localCounts(): CountStores {
  return { storeOf: (_, rate) => memoryFor(rate), close: async () => undefined }
}

/** Returns stores in Redis, which all instances share. Reports once when it is lost, and once when it is back. */
export function sharedCounts({ url, prefix, deadline, onEvent, metrics }: SharedCountsOptions): CountStores {
  let isUp: boolean | undefined
  let failedAt = Number.NEGATIVE_INFINITY
  const change = (up: boolean, event: LimitEvent) => {
    if (isUp === up) return
    isUp = up
    metrics?.storeUp(up)
    onEvent(event)
  }
  const reached = () =>
    change(true, {
      name: 'limits-store-reached',
      message: 'the limits are counted in Redis, for all instances together',
    })
  const lost = (reason: string) => {
    const message = 'the limits cannot be counted in Redis: each instance counts for itself until they can'
    change(false, { name: 'limits-store-lost', message, reason })
  }
  const redis = new RedisClient({
    url,
    name: 'shop-limits',
    ...(deadline === undefined ? {} : { deadline }),
    onEvent: (event) => (event.name === 'redis-reached' ? reached() : lost(event.reason)),
  })
  return {
    storeOf: (name, rate) =>
      new SharedStore({
        redis,
        prefix: `${prefix}:limits:${name}:`,
        memory: memoryFor(rate),
        onAnswer() {
          if (isUp !== true && performance.now() - failedAt > quiet) reached()
        },
        onFailure(error) {
          failedAt = performance.now()
          metrics?.storeFailed()
          // The client reports the loss of the connection, and its return, also without requests.
          if (!(error instanceof RedisUnavailable)) lost(error instanceof Error ? error.message : String(error))
        },
      }),
    close: () => redis.close(),
  }
}

function memoryFor({ window }: Rate): MemoryStore {
  return new MemoryStore({ window: window * 1000 })
}
