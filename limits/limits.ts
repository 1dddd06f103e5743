import type { HttpRequest } from '@endware/restapi'
import type { Request, RequestHandler } from 'express'
import type { LimitMetrics } from '../telemetry/metrics/limit-metrics.js'
import { addressKey, callerKey } from './address-key.js'
import { localCounts, type SharedCountsOptions, sharedCounts } from './count-stores.js'
import type { OnLimitEvent } from './limit-event.js'
import { loadShedding } from './load-shedding.js'
import type { OperationClass, Rate } from './rate.js'
import { rateLimiter } from './rate-limiter.js'
import { refusedCredentials, type VerificationGuard } from './refused-credentials.js'

/** The limits on what clients may ask of the service. */
export interface Limits {
  /** Refuses requests while there is too much to do. It comes before all that costs something. */
  readonly shed: RequestHandler
  /** Lets a request no longer count as work under way. */
  readonly release: RequestHandler
  /** Counts a request of a class by its caller, else by its address. It comes after the authentication. */
  readonly count: Readonly<Record<OperationClass, RequestHandler>>
  /** Guards verifications of credentials, and notes the caller that they find. */
  readonly guard: <Caller extends { readonly caller: string }>(
    request: HttpRequest,
    verify: () => Promise<Caller | undefined>,
  ) => Promise<Caller | undefined>
}

/** Limits that run. */
export interface RunningLimits extends Limits {
  /** Forgets the delays of the start, which are no overload. */
  begin(): void
  /** Never rejects. */
  close(): Promise<void>
}

export interface LimitsOptions {
  /** The rate of each class; `undefined` for no limit. */
  readonly rates: Readonly<Record<OperationClass, Rate | undefined>>
  /** The rate of credentials that are not valid, of one address. */
  readonly refusedCallers: Rate | undefined
  /** The bits of IPv6 addresses that count. */
  readonly addressPrefix: number
  readonly maxRequests: number | undefined
  /** The longest delay of the event loop, in milliseconds. */
  readonly maxDelay: number | undefined
  /** The Redis that all instances share. @default the memory of this process */
  readonly redis?: Pick<SharedCountsOptions, 'url' | 'prefix' | 'deadline'> | undefined
  readonly onEvent: OnLimitEvent
  readonly metrics?: LimitMetrics | undefined
}

/** Returns the limits of the service. */
export function limits(options: LimitsOptions): RunningLimits {
  const { rates, addressPrefix, redis, onEvent, metrics } = options
  const stores = redis === undefined ? localCounts() : sharedCounts({ ...redis, onEvent, metrics })
  const shedding = loadShedding({ ...options, onShed: (reason) => metrics?.shed(reason) })
  const callers = new WeakMap<object, string>()
  const keyOf = (request: Request): string => {
    const caller = callers.get(request)
    return caller === undefined ? addressKey(request, addressPrefix) : callerKey(caller)
  }
  const counted = (name: OperationClass): RequestHandler => {
    const rate = rates[name]
    if (rate === undefined) return unlimited
    const onRejected = () => metrics?.rejected(name)
    return rateLimiter({ name, rate, store: stores.storeOf(name, rate), keyOf, onRejected })
  }
  const verification: VerificationGuard =
    options.refusedCallers === undefined
      ? (_request, verify) => verify()
      : refusedCredentials({
          rate: options.refusedCallers,
          addressPrefix,
          onRejected: () => metrics?.rejected('credentials'),
        })
  return {
    shed: shedding.shed,
    release: shedding.release,
    count: forEachClass(counted),
    async guard(request, verify) {
      const caller = await verification(request, verify)
      if (caller !== undefined) callers.set(request, caller.caller)
      return caller
    },
    begin: shedding.begin,
    async close() {
      shedding.close()
      await stores.close()
    },
  }
}

const unlimited: RequestHandler = (_request, _response, next) => next()

/** No limits at all. */
export const noLimits: Limits = {
  shed: unlimited,
  release: unlimited,
  count: forEachClass(() => unlimited),
  guard: (_request, verify) => verify(),
}

function forEachClass(make: (name: OperationClass) => RequestHandler): Limits['count'] {
  return { reads: make('reads'), writes: make('writes'), orders: make('orders'), transfers: make('transfers') }
}
