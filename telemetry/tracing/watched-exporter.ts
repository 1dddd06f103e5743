import type { SpanExporter } from '@opentelemetry/sdk-trace-node'
import { redactedSpan } from './redacted-span.js'
import type { TracingEvent } from './tracing.js'

/**
 * Returns an exporter that redacts spans, and reports when spans begin to be lost and when they are sent again: one event each, however
 * many batches fail in between.
 */
export function watchedExporter(exporter: SpanExporter, onEvent: (event: TracingEvent) => void): SpanExporter {
  let isLost = false
  return {
    export(spans, done) {
      exporter.export(spans.map(redactedSpan), (result) => {
        const wasLost = isLost
        isLost = result.code !== success
        if (isLost && !wasLost) {
          const message = 'traces cannot be sent to the collector, and are dropped until they can'
          onEvent({ name: 'traces-lost', message, spans: spans.length, error: result.error })
        } else if (!isLost && wasLost) {
          onEvent({ name: 'traces-sent', message: 'traces are sent to the collector again' })
        }
        done(result)
      })
    },
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  }
}

/** The code of a batch that the collector has taken (`ExportResultCode.SUCCESS`). */
const success = 0
