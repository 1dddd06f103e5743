import type { IncomingMessage } from 'node:http'
import type { Instrumentation } from '@opentelemetry/instrumentation'
import { AmqplibInstrumentation } from '@opentelemetry/instrumentation-amqplib'
import { ExpressInstrumentation, ExpressLayerType } from '@opentelemetry/instrumentation-express'
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http'
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg'

/** The modules that the loader wraps. To wrap every module would take a second of the start. */
export const instrumented = ['amqplib', 'express', 'http', 'node:http', 'pg']

/** Returns the instrumentations of the libraries that the service uses. */
export function instrumentations(): Instrumentation[] {
  return [
    // The service makes HTTP requests with fetch alone. A request of node:http is one of the exporter.
    new HttpInstrumentation({ disableOutgoingRequestInstrumentation: true, ignoreIncomingRequestHook: isProbe }),
    // A span for each middleware would hide the steps. The route alone has a span, and names the span of the request.
    new ExpressInstrumentation({ ignoreLayersType: [ExpressLayerType.MIDDLEWARE, ExpressLayerType.ROUTER] }),
    // The relay looks for events twice a second. Its queries belong to no trace, and would each make one.
    new PgInstrumentation({ requireParentSpan: true, ignoreConnectSpans: true }),
    new AmqplibInstrumentation(),
  ]
}

/** Reports whether a request only watches the service. */
function isProbe({ url = '' }: IncomingMessage): boolean {
  return /^\/(?:livez|readyz|metrics)(?:\?|$)/.test(url)
}
