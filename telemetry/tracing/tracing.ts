/** The identity of a span, as the header fields of W3C Trace Context §3. */
export interface TraceHeaders {
  readonly traceparent: string
  readonly tracestate?: string
}

/** Values that an event of a span may have. */
export type EventAttributes = Readonly<Record<string, string | number | boolean>>

/** A change in the delivery of traces, once each time it changes. `message` is the line of the log. */
export type TracingEvent = { readonly message: string } & (
  | { readonly name: 'traces-lost'; readonly spans: number; readonly error: unknown }
  | { readonly name: 'traces-sent' }
  /** The packages of OpenTelemetry cannot be loaded. */
  | { readonly name: 'tracing-unavailable'; readonly error: unknown }
)

/** The traces of the service. No method throws, and none waits for the collector but `stop`. */
export interface Tracing {
  /** Returns the identity of the span under way, or `undefined` outside of spans. */
  current(): TraceHeaders | undefined
  /**
   * Runs the work as part of a trace that began elsewhere, in a span of its own. Runs it without a new span when the span under way belongs
   * to that trace already, and when there is no valid trace.
   */
  inTrace<Result>(name: string, trace: TraceHeaders | undefined, work: () => Result): Result
  /** Adds an event to the span under way, such as the evaluation of a feature flag. Has no effect outside of spans. */
  addEvent(name: string, attributes?: EventAttributes): void
  /** Sets the receiver of events. Events before that are delivered to it at once. */
  onEvent(listener: (event: TracingEvent) => void): void
  /** Sends the remaining spans, in a limited time. */
  stop(): Promise<void>
}

/** A service without traces. */
export const noTracing: Tracing = Object.freeze({
  current: () => undefined,
  inTrace: <Result>(_name: string, _trace: TraceHeaders | undefined, work: () => Result) => work(),
  addEvent: () => undefined,
  onEvent: () => undefined,
  stop: async () => undefined,
})
