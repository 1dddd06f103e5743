/** The field of version 00, and the beginning of that of later versions. */
const form = /^(?!ff)([\da-f]{2})-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(-.*)?$/

/**
 * Returns the trace id of a `traceparent`, or `undefined` when the field is not valid.
 *
 * @see W3C Trace Context §3.2.2, §4.3
 */
export function traceIdOf(traceparent: unknown): string | undefined {
  if (typeof traceparent !== 'string') return undefined
  const [, version, traceId, more] = form.exec(traceparent) ?? []
  return version === '00' && more !== undefined ? undefined : traceId
}
