/**
 * Reports whether a header field is one that HTTP, browsers, clients and proxies add by themselves, whatever an application asks
 * for.
 *
 * @param name in lower case
 */
export function isStandardField(name: string): boolean {
  return fields.has(name) || families.some((family) => name.startsWith(family))
}

const families = ['accept-', 'access-control-', 'content-', 'if-', 'sec-', 'x-forwarded-']

const fields: ReadonlySet<string> = new Set([
  'accept',
  'authorization',
  'cache-control',
  'connection',
  'cookie',
  'date',
  'dnt',
  'expect',
  'forwarded',
  'from',
  'host',
  'keep-alive',
  'last-event-id',
  'max-forwards',
  'origin',
  'pragma',
  'priority',
  'proxy-authorization',
  'proxy-connection',
  'range',
  'referer',
  'te',
  'traceparent',
  'tracestate',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'upgrade-insecure-requests',
  'user-agent',
  'via',
  'x-real-ip',
  'x-request-id',
])
