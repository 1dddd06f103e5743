import type { CacheDirectives, DescribedHeader } from '@endware/restapi'

/**
 * The directives of answers that are the same for everybody. Browsers ask each time, and get a 304 while nothing has changed. Shared caches,
 * such as a CDN, answer for some seconds without asking.
 */
export const forEverybody = Object.freeze({ public: true, maxAge: 0, sMaxAge: 10 }) satisfies CacheDirectives

/** The directives of answers for one caller: no cache keeps them. */
export const forCaller = Object.freeze({ private: true, noStore: true }) satisfies CacheDirectives

/** The fields of {@link forEverybody} and {@link forCaller} in contracts. */
export const cacheFieldForEverybody = {
  description: 'Shared caches may use the answer for some seconds; browsers ask each time (RFC 9111 §5.2.2)',
  example: 'public, max-age=0, s-maxage=10',
} satisfies DescribedHeader

export const cacheFieldForCaller = {
  description: 'No cache keeps the answer, which is for one caller (RFC 9111 §5.2.2.5)',
  example: 'private, no-store',
} satisfies DescribedHeader
