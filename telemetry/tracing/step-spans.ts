import type { AsyncLocalStorage } from 'node:async_hooks'
import { tracingChannel } from 'node:diagnostics_channel'
import { type Context, context, type Span, type Tracer, trace } from '@opentelemetry/api'

/** The steps of a request that `@endware/restapi` publishes. */
const steps = ['negotiate', 'endpoint', 'encode'] as const

/** The message of the channels. */
interface StepEvent {
  readonly result?: unknown
  readonly error?: unknown
}

/** Makes a span of each step of a request. The span of an endpoint is the parent of the spans that begin in it. */
export function makeStepSpans(tracer: Tracer, store: AsyncLocalStorage<Context>): void {
  const spans = new WeakMap<StepEvent, Span>()
  for (const name of steps) {
    const { start, end, asyncEnd } = tracingChannel<Context, StepEvent>(`@endware/restapi:${name}`)
    start.bindStore(store, (event) => {
      const parent = context.active()
      if (trace.getSpan(parent) === undefined) return parent // what is no request makes no trace
      const span = tracer.startSpan(name)
      spans.set(event, span)
      return trace.setSpan(parent, span)
    })
    const finish = (message: unknown): void => {
      const event = message as StepEvent
      if (!('result' in event || 'error' in event)) return // the endpoint is still at work
      const span = spans.get(event)
      if ('error' in event) span?.setAttribute('error.type', typeOf(event.error))
      else if (name === 'negotiate') span?.setAttribute('endware.media_type', String(event.result ?? 'none'))
      span?.end()
    }
    end.subscribe(finish)
    asyncEnd.subscribe(finish)
  }
}

/** Returns the code or name of an error. Its message may hold data of a caller. */
function typeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown
  return 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : thrown.name
}
