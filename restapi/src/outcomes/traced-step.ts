import { type TracingChannel, tracingChannel } from 'node:diagnostics_channel'
import { type Exchange, pathOf } from '../http/exchange.js'
import { isThenable } from '../values/value-kinds.js'

/**
 * The message of the tracing channels `@endware/restapi:negotiate`, `@endware/restapi:endpoint` and `@endware/restapi:encode`. All events of
 * one step carry the same object, so that it can be the key of a span in a `WeakMap`.
 *
 * @example
 * import { tracingChannel } from 'node:diagnostics_channel'
 * import { createHistogram } from 'node:perf_hooks'
 * const starts = new WeakMap<StepEvent, number>()
 * const durations = createHistogram()
 * const { start, asyncEnd } = tracingChannel('@endware/restapi:endpoint')
 * start.subscribe((event) => starts.set(event as StepEvent, performance.now()))
 * asyncEnd.subscribe((event) => {
 *   const started = starts.get(event as StepEvent)
 *   if (started !== undefined) durations.record(Math.ceil(performance.now() - started))
 * })
 */
export interface StepEvent {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly requestId: string | undefined
  /**
   * The result of the step, once there is one. `negotiate`: the media type, or `undefined` for a 406. `endpoint`: the outcome. `encode`:
   * the content.
   */
  readonly result?: unknown
  /** The error that the step has thrown, or the reason of its rejection. */
  readonly error?: unknown
}

/** Both parameters are the same type, because the types of Node 26 swap them. */
type StepChannel = TracingChannel<StepEvent, StepEvent>

/** The event of a step under way. */
type Underway = { -readonly [Member in keyof StepEvent]: StepEvent[Member] }

/** The tracing channels of steps. Check `hasSubscribers` before a step, so that it costs nothing when nobody listens. */
export const steps = {
  negotiate: tracingChannel<StepEvent, StepEvent>('@endware/restapi:negotiate'),
  endpoint: tracingChannel<StepEvent, StepEvent>('@endware/restapi:endpoint'),
  encode: tracingChannel<StepEvent, StepEvent>('@endware/restapi:encode'),
} as const

/**
 * Runs a synchronous step and publishes `start`, `error` if it throws, and `end`.
 *
 * @param published returns the part of the result that subscribers get. @default the whole result
 */
export function traced<Result>(
  channel: StepChannel,
  exchange: Exchange,
  step: () => Result,
  published: (result: Result) => unknown = (result) => result,
): Result {
  return begun(channel, exchange, (event) => {
    const result = step()
    event.result = published(result)
    return result
  })
}

/**
 * Runs an endpoint and publishes `start`, `error` if it fails, and `end`. If it returns a promise, `end` has neither result nor error, and
 * `asyncStart` and `asyncEnd` follow when the promise settles. Unlike `tracePromise` of Node, it returns a value that is no promise
 * unchanged, and calls `then` of a thenable once: some queries run at each call.
 */
export function tracedEndpoint(exchange: Exchange, run: () => unknown): unknown {
  const { asyncStart, asyncEnd, error } = steps.endpoint
  return begun(steps.endpoint, exchange, (event) => {
    const returned = run()
    if (!isThenable(returned)) {
      event.result = returned
      return returned
    }
    const settled = (): void => {
      asyncStart.publish(event)
      asyncEnd.publish(event)
    }
    return Promise.resolve(returned).then(
      (outcome) => {
        event.result = outcome
        settled()
        return outcome
      },
      (cause) => {
        event.error = cause
        error.publish(event)
        settled()
        throw cause
      },
    )
  })
}

/** Runs `work` in the stores that are bound to `start`, so that spans inside it find their parent. */
function begun<Result>(
  { start, end, error }: StepChannel,
  exchange: Exchange,
  work: (event: Underway) => Result,
): Result {
  const event: Underway = { method: exchange.method, path: pathOf(exchange), requestId: exchange.requestId }
  return start.runStores(event, () => {
    try {
      return work(event)
    } catch (cause) {
      event.error = cause
      error.publish(event)
      throw cause
    } finally {
      end.publish(event)
    }
  })
}
