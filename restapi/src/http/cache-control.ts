import { checkOptions } from '../values/check-options.js'
import { checkOptionalSwitch, describeValue } from '../values/check-value.js'
import { memoizedByObject } from '../values/memoized-by-object.js'

/**
 * The directives of `Cache-Control` for answers. Times are whole seconds.
 *
 * @see RFC 9111 §5.2.2, RFC 5861, RFC 8246
 * @example
 * const minute: CacheDirectives = { public: true, maxAge: 60 }
 * routes.get('/products', () => ok([{ id: 7 }]).withCacheControl(minute))
 */
export interface CacheDirectives {
  /** Lets shared caches store the answer, even one to a request with `Authorization`. */
  readonly public?: boolean
  /** Keeps the answer out of shared caches. */
  readonly private?: boolean
  /** Keeps the answer out of all caches. */
  readonly noStore?: boolean
  /** Makes caches ask before each use. */
  readonly noCache?: boolean
  /** The seconds for which the answer is fresh. */
  readonly maxAge?: number
  /** The seconds for which the answer is fresh in shared caches. */
  readonly sMaxAge?: number
  /** Forbids the use of a stale answer. */
  readonly mustRevalidate?: boolean
  /** Forbids shared caches the use of a stale answer. */
  readonly proxyRevalidate?: boolean
  /** States that the answer does not change while it is fresh. */
  readonly immutable?: boolean
  /** The seconds for which a stale answer may be used while the cache asks for a new one. */
  readonly staleWhileRevalidate?: number
  /** The seconds for which a stale answer may be used in place of an error. */
  readonly staleIfError?: number
  /** Forbids proxies and middleware to change the content, for example by compression. */
  readonly noTransform?: boolean
  /** Lets only caches store the answer that know its status. */
  readonly mustUnderstand?: boolean
}

/** The directives in the order of the field. */
const directives = [
  ['public', 'public'],
  ['private', 'private'],
  ['mustUnderstand', 'must-understand'],
  ['noStore', 'no-store'],
  ['noCache', 'no-cache'],
  ['maxAge', 'max-age'],
  ['sMaxAge', 's-maxage'],
  ['mustRevalidate', 'must-revalidate'],
  ['proxyRevalidate', 'proxy-revalidate'],
  ['immutable', 'immutable'],
  ['staleWhileRevalidate', 'stale-while-revalidate'],
  ['staleIfError', 'stale-if-error'],
  ['noTransform', 'no-transform'],
] as const satisfies readonly (readonly [name: keyof CacheDirectives, directive: string])[]

const times: ReadonlySet<string> = new Set<keyof CacheDirectives>([
  'maxAge',
  'sMaxAge',
  'staleWhileRevalidate',
  'staleIfError',
])

/** Pairs of directives, the first without effect beside the second, each with the reason. */
const contradictions: readonly (readonly [name: keyof CacheDirectives, other: keyof CacheDirectives, why: string])[] = [
  ['public', 'private', 'one allows shared caches and the other forbids them'],
  ['private', 'sMaxAge', 'sMaxAge is for shared caches, which private forbids'],
  ['private', 'proxyRevalidate', 'proxyRevalidate is for shared caches, which private forbids'],
  ['noStore', 'public', 'noStore forbids all caches'],
  ['noStore', 'maxAge', 'what is not stored has no age'],
  ['noStore', 'sMaxAge', 'what is not stored has no age'],
  ['noStore', 'immutable', 'what is not stored is never used again'],
  ['noStore', 'staleWhileRevalidate', 'what is not stored is never stale'],
  ['noStore', 'staleIfError', 'what is not stored is never stale'],
  ['mustRevalidate', 'staleWhileRevalidate', 'mustRevalidate forbids stale answers'],
  ['mustRevalidate', 'staleIfError', 'mustRevalidate forbids stale answers'],
]

/** The most seconds that caches need to understand. @see RFC 9111 §1.2.2 */
const mostSeconds = 2 ** 31

const names = directives.map(([name]) => name)

/**
 * Returns the value of a `Cache-Control` field. Directives that are frozen, as constants of a program can be, are checked and written once.
 *
 * @throws TypeError for no directives, unknown ones, ones that contradict each other, and times that are not whole seconds up to 2^31
 */
export function cacheControlValue(given: CacheDirectives): string {
  return Object.isFrozen(given) ? valueOfFrozen(given) : checkedValue(given)
}

const valueOfFrozen = memoizedByObject(checkedValue)

function checkedValue(given: CacheDirectives): string {
  checkOptions('withCacheControl()', given, names)
  for (const name of names) {
    if (times.has(name)) checkSeconds(name, given[name])
    else checkOptionalSwitch(`withCacheControl(): ${name}`, given[name])
  }
  const isGiven = (name: keyof CacheDirectives): boolean => given[name] !== undefined && given[name] !== false
  // With mustUnderstand, a cache that knows the status ignores noStore (RFC 9111 §5.2.2.3).
  const isUnderstood = isGiven('mustUnderstand')
  for (const [name, other, why] of contradictions) {
    if (!isGiven(name) || !isGiven(other) || (name === 'noStore' && isUnderstood)) continue
    throw new TypeError(`withCacheControl(): ${name} and ${other} contradict each other: ${why}`)
  }
  const members = directives.flatMap(([name, directive]) =>
    isGiven(name) ? [times.has(name) ? `${directive}=${String(given[name])}` : directive] : [],
  )
  if (members.length === 0) throw new TypeError(`withCacheControl() needs one of these: ${names.join(', ')}`)
  return members.join(', ')
}

function checkSeconds(name: string, value: unknown): void {
  if (value === undefined) return
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= mostSeconds) return
  throw new TypeError(
    `withCacheControl(): ${name} must be a whole number of seconds from 0 to ${mostSeconds}; got ${describeValue(value)}`,
  )
}
