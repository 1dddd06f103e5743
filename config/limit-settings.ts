import type { Values } from './variables.js'

/** Returns the settings of rate limits and of load shedding. */
export function limitSettings(values: Values) {
  const isOn = values.RATE_LIMITS === 'on'
  return Object.freeze({
    /** The trusted proxies: how many, or their networks. @default none */
    trustProxy: values.TRUST_PROXY,
    /** The rates of the classes of operations; `undefined` for no limit. */
    rates: Object.freeze({
      reads: isOn ? values.RATE_LIMIT_READS : undefined,
      writes: isOn ? values.RATE_LIMIT_WRITES : undefined,
      orders: isOn ? values.RATE_LIMIT_ORDERS : undefined,
      transfers: isOn ? values.RATE_LIMIT_TRANSFERS : undefined,
    }),
    /** The rate of invalid credentials of an address. No name of a secret: the log would hide the value. */
    refusedCallers: isOn ? values.RATE_LIMIT_CREDENTIALS : undefined,
    /** The leading bits of IPv6 addresses that count. */
    addressPrefix: values.RATE_LIMIT_IPV6_PREFIX,
    /** The most requests at once. */
    maxRequests: values.MAX_REQUESTS,
    /** The longest mean delay of the event loop, in milliseconds. */
    maxDelay: values.MAX_EVENT_LOOP_DELAY,
  })
}
