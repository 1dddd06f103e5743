import { setTimeout as delay } from 'node:timers/promises'
import {
  type Context,
  context,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { registerInstrumentations } from '@opentelemetry/instrumentation'
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { service } from '../service.js'
import { ContextStore } from './context-store.js'
import { instrumentations, instrumented } from './instrumentations.js'
import { makeStepSpans } from './step-spans.js'
import type { TraceHeaders, Tracing, TracingEvent } from './tracing.js'
import { watchedExporter } from './watched-exporter.js'
import { wrapModules } from './wrap-modules.js'

/** The time limit to send the remaining spans at the stop, in milliseconds. */
const flushTime = 2_000

/**
 * Starts OpenTelemetry: instruments the modules that are loaded from now on, and sends spans by OTLP over HTTP. The packages read their
 * settings from the environment variables `OTEL_*`: endpoint, headers, sampler, limits of batches.
 */
export function openTelemetry(): Tracing {
  const events = deferredEvents()
  const contexts = new ContextStore()
  const exporter = watchedExporter(new OTLPTraceExporter(), events.publish)
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': service.name, 'service.version': service.version }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  })
  provider.register({ contextManager: contexts })
  wrapModules(instrumented)
  registerInstrumentations({ instrumentations: instrumentations(), tracerProvider: provider })
  const tracer = provider.getTracer(service.name, service.version)
  makeStepSpans(tracer, contexts.store)
  return {
    current: () => headersOf(trace.getSpanContext(context.active())),
    inTrace: (name, headers, work) => inTrace(tracer, name, headers, work),
    addEvent: (name, attributes) => void trace.getActiveSpan()?.addEvent(name, attributes),
    onEvent: events.listen,
    stop: async () =>
      void (await Promise.race([
        provider.shutdown().catch(() => undefined),
        delay(flushTime, undefined, { ref: false }),
      ])),
  }
}

function inTrace<Result>(tracer: Tracer, name: string, headers: TraceHeaders | undefined, work: () => Result): Result {
  const remote = propagation.extract(ROOT_CONTEXT, headers ?? {})
  const origin = trace.getSpanContext(remote)
  const active = trace.getSpanContext(context.active())
  if (origin === undefined || origin.traceId === active?.traceId) return work()
  const span = tracer.startSpan(name, { links: active === undefined ? [] : [{ context: active }] }, remote)
  return spanning(span, trace.setSpan(remote, span), work)
}

/** Runs the work inside a span, which ends when the work has returned, thrown or settled. */
function spanning<Result>(span: Span, within: Context, work: () => Result): Result {
  const end = (): void => span.end()
  try {
    const result = context.with(within, work)
    if (result instanceof Promise) result.then(end, end)
    else end()
    return result
  } catch (error) {
    end()
    throw error
  }
}

function headersOf(span: SpanContext | undefined): TraceHeaders | undefined {
  if (span === undefined || !isSpanContextValid(span)) return undefined
  const { traceId, spanId, traceFlags, traceState } = span
  const traceparent = `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`
  const tracestate = traceState?.serialize()
  return tracestate ? { traceparent, tracestate } : { traceparent }
}

/** Keeps events until there is a listener: the log starts after tracing. */
function deferredEvents() {
  const waiting: TracingEvent[] = []
  let publish = (event: TracingEvent): void => void waiting.push(event)
  return {
    publish: (event: TracingEvent) => publish(event),
    listen(listener: (event: TracingEvent) => void) {
      publish = listener
      for (const event of waiting.splice(0)) listener(event)
    },
  }
}
