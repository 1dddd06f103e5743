import type { Publisher } from '../events/producer/publisher.js'
import type { Tracing } from '../telemetry/tracing/tracing.js'

/** Returns the publisher with each message in the trace of its cause: the relay publishes it when the request is long answered. */
export function tracedPublisher(publisher: Publisher, tracing: Tracing): Publisher {
  return {
    ...publisher,
    publish(message) {
      const { type, traceparent, tracestate } = message
      const trace = traceparent === undefined ? undefined : { traceparent, ...(tracestate && { tracestate }) }
      return tracing.inTrace(`relay ${type}`, trace, () => publisher.publish(message))
    },
  }
}
