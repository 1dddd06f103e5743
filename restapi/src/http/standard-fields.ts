/**
 * Reports whether HTTP, browsers, clients or proxies add a request header field by themselves.
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
