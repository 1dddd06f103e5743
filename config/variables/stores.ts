import { z } from 'zod'
import { serverUrl, wholeNumber } from '../schemas.js'
import type { VariableGroup } from '../variable.js'

const redisUrl = serverUrl(/^rediss?:\/\//, 'redis:// or rediss://').superRefine((text, context) => {
  if (!URL.canParse(text)) return
  const { pathname, username, password } = new URL(text)
  if (!/^\/?\d*$/.test(pathname))
    context.addIssue({ code: 'custom', message: 'name its database by a number, as in /0' })
  if (![username, password].every(isEncoded)) context.addIssue({ code: 'custom', message: percentEncoded })
})

const percentEncoded = 'be a URL, with special characters of user and password percent-encoded'

/** Reports whether each percent sign begins an encoded character. */
function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

const cacheUrl = z.string().superRefine((text, context) => {
  const must = (message: string) => context.addIssue({ code: 'custom', message })
  if (text === 'off') return
  if (/^memcached:/.test(text)) {
    if (!/^memcached:\/\/[\w.-]+(:\d{1,5})?$/.test(text) || !URL.canParse(text))
      must('be memcached://host:port, or another URL')
    return
  }
  const message = redisUrl.safeParse(text).error?.issues[0]?.message
  if (message !== undefined) must(message.replace('redis:// or', 'memcached://, redis:// or'))
})

/** The variables of the stores that instances share beside the database. */
export const stores = {
  REDIS_URL: {
    means: 'the Redis that instances share, for the cache and the rate limits',
    unset: 'none',
    example: 'redis://user:password@127.0.0.1:6379',
    schema: redisUrl,
    secret: true,
  },
  REDIS_PREFIX: {
    means: 'beginning of the keys in Redis and Memcached',
    default: 'shop',
    example: 'shop',
    schema: z.string().regex(/^[\w.-]{1,50}$/, 'be 1 to 50 letters, digits, dots, hyphens and underscores'),
  },
  CACHE_URL: {
    means: 'store of the cache: redis://…, memcached://…, or off',
    unset: 'REDIS_URL',
    example: 'memcached://127.0.0.1:11211',
    schema: cacheUrl,
    secret: true,
  },
  CACHE_TTL: {
    means: 'seconds for which the cache keeps a product',
    default: '30',
    example: '30',
    schema: wholeNumber(1, 3600, ' of seconds'),
  },
} satisfies VariableGroup
