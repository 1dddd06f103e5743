import type { ServerResponse } from 'node:http'
import { httpError } from '@endware/restapi'
import type { RequestHandler } from 'express'
import { type EventLoopDelay, eventLoopDelay } from './event-loop-delay.js'
import type { OnLimitEvent, SheddingReason } from './limit-event.js'

export interface LoadSheddingOptions {
  /** The most requests at once; `undefined` for any number. */
  readonly maxRequests: number | undefined
  /** The longest delay of the event loop beside other requests, in milliseconds; `undefined` for any. */
  readonly maxDelay: number | undefined
  readonly onEvent: OnLimitEvent
  readonly onShed?: ((reason: SheddingReason) => void) | undefined
  /** @default that of this process */
  readonly delay?: EventLoopDelay
  /** The time without a refusal after which the shedding counts as over, in milliseconds. @default 5000 */
  readonly calm?: number
}

export interface LoadShedding {
  /** Refuses a request with 503 while there is too much to do, before anything else is done for it. */
  readonly shed: RequestHandler
  /** Lets a request that `shed` has let pass no longer count, because its answer is a stream that waits for events. */
  readonly release: RequestHandler
  /** The number of requests that count. */
  readonly requests: number
  /** Forgets the delays of the start, which are no overload. */
  begin(): void
  close(): void
}

/** The code of refusals. They have no record each: that of the time in which they happen has their number. */
export const overloaded = 'overloaded'

/** The refusal. The number of seconds is small, because a retry that comes too early costs little. */
const refusal = httpError(503, 'too many requests at the moment: send it again later', {
  code: overloaded,
}).withHeader('Retry-After', '2')

export function loadShedding(options: LoadSheddingOptions): LoadShedding {
  const { maxRequests = Number.POSITIVE_INFINITY, maxDelay = Number.POSITIVE_INFINITY, onShed } = options
  const delay = options.delay ?? eventLoopDelay()
  // A Set of responses would keep them alive for longer, and so make collections of garbage slow.
  let underway = 0
  const released = new WeakSet<ServerResponse>()
  const phase = sheddingPhase(options)

  const reasonToShed = (): SheddingReason | undefined => {
    if (underway >= maxRequests) return 'requests'
    // A request that would be alone meets no load: the delay is that of a task that has ended.
    return underway > 0 && delay.current > maxDelay ? 'event-loop-delay' : undefined
  }
  return {
    shed(_request, response, next) {
      const reason = reasonToShed()
      if (reason !== undefined) {
        phase.shed(reason, underway, delay.current)
        onShed?.(reason)
        return next(refusal)
      }
      underway += 1
      response.once('close', () => {
        if (!released.has(response)) underway -= 1
      })
      return next()
    },
    release(_request, response, next) {
      if (!response.closed && !released.has(response)) {
        released.add(response)
        underway -= 1
      }
      next()
    },
    get requests() {
      return underway
    },
    begin: () => delay.forget(),
    close() {
      delay.stop()
      phase.close()
    },
  }
}

/** Reports the begin and the end of a time in which requests are shed, once each. */
function sheddingPhase({ onEvent, calm = 5_000 }: LoadSheddingOptions) {
  let current: { readonly start: number; last: number; shed: number; readonly timer: NodeJS.Timeout } | undefined
  const look = () => {
    if (current === undefined || performance.now() - current.last < calm) return
    const { shed, start, last, timer } = current
    clearInterval(timer)
    current = undefined
    const duration_s = Math.round((last - start) / 100) / 10
    onEvent({ name: 'shedding-ended', message: 'requests are no longer refused for overload', shed, duration_s })
  }
  return {
    shed(reason: SheddingReason, requests: number, delay: number): void {
      const now = performance.now()
      if (current === undefined) {
        current = { start: now, last: now, shed: 0, timer: setInterval(look, calm / 5).unref() }
        const message = 'requests are refused with 503: there is too much to do'
        onEvent({ name: 'shedding-began', message, reason, requests, delay_ms: Math.round(delay) })
      }
      current.last = now
      current.shed += 1
    },
    close(): void {
      clearInterval(current?.timer)
    },
  }
}
