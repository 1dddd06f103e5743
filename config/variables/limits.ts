import { z } from 'zod'
import { proxies } from '../proxies.js'
import { oneOf, wholeNumber } from '../schemas.js'
import type { VariableGroup } from '../variable.js'

const must =
  'be requests/seconds, such as 600/60 for at most 600 requests in 60 seconds, each from 1 to 1000000, or off'

/** The schema of a rate. `off` is no limit. */
const rate = z.string().transform((text, context) => {
  if (text === 'off') return undefined
  const [, limit, window] = (/^(\d{1,7})\/(\d{1,7})$/.exec(text) ?? []).map(Number)
  if (isCount(limit) && isCount(window)) return Object.freeze({ limit, window })
  context.addIssue({ code: 'custom', message: must })
  return z.NEVER
})

function isCount(value: number | undefined): value is number {
  return value !== undefined && value >= 1 && value <= 1_000_000
}

const orOff = <Schema extends z.ZodType<number, string>>(schema: Schema) =>
  z.union([z.literal('off').transform(() => undefined), schema])

/** The variables of rate limits and of load shedding. */
export const limits = {
  TRUST_PROXY: {
    means: 'proxies whose X-Forwarded-For is believed: how many, or their networks',
    unset: 'none: clients connect by themselves',
    example: '10.0.0.0/8,loopback',
    schema: proxies,
    list: true,
  },
  RATE_LIMITS: {
    means: 'off for no rate limits at all',
    default: 'on',
    example: 'off',
    schema: oneOf(['on', 'off']),
  },
  RATE_LIMIT_READS: {
    means: 'reads/seconds of a caller, else of an address; or off',
    default: '600/60',
    example: '600/60',
    schema: rate,
  },
  RATE_LIMIT_WRITES: {
    means: 'changes/seconds of a caller; or off',
    default: '300/60',
    example: '300/60',
    schema: rate,
  },
  RATE_LIMIT_ORDERS: {
    means: 'placed orders/seconds of a caller; or off',
    default: '60/60',
    example: '60/60',
    schema: rate,
  },
  RATE_LIMIT_TRANSFERS: {
    means: 'exports and imports/seconds of a caller, else of an address; or off',
    default: '30/60',
    example: '30/60',
    schema: rate,
  },
  RATE_LIMIT_CREDENTIALS: {
    means: 'invalid credentials/seconds of an address, for each instance; or off',
    default: '100/60',
    example: '100/60',
    schema: rate,
  },
  RATE_LIMIT_IPV6_PREFIX: {
    means: 'leading bits of IPv6 addresses that count as one client',
    default: '56',
    example: '64',
    schema: wholeNumber(32, 64),
  },
  MAX_REQUESTS: {
    means: 'requests at once, beyond which others are answered 503; or off',
    default: '250',
    example: '250',
    schema: orOff(wholeNumber(1, 100_000)),
  },
  MAX_EVENT_LOOP_DELAY: {
    means: 'mean delay of the event loop in ms, beyond which requests are answered 503; or off',
    default: '500',
    example: '500',
    schema: orOff(wholeNumber(10, 60_000)),
  },
} satisfies VariableGroup
