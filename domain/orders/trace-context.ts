/** The identity of a trace: the values of the header fields `traceparent` and `tracestate`. @see W3C Trace Context §3 */
export interface TraceContext {
  /** Exactly 55 characters. */
  readonly traceparent: string
  /** At most 512 printable ASCII characters. */
  readonly tracestate?: string
}

/** The version `ff` and ids of zeros are invalid. @see W3C Trace Context §3.2.2 */
const valid = /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/

/** Returns the valid parts of a trace. A malformed header field of a client must not make a change fail. */
export function validTrace(trace: TraceContext | undefined): TraceContext | undefined {
  if (trace === undefined || !valid.test(trace.traceparent)) return undefined
  const { traceparent, tracestate } = trace
  return tracestate !== undefined && /^[ -~]{1,512}$/.test(tracestate) ? { traceparent, tracestate } : { traceparent }
}
