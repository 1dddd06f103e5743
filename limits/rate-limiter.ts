import { type HttpError, tooManyRequests } from '@endware/restapi'
import type { Request, RequestHandler } from 'express'
import { rateLimit, type Store } from 'express-rate-limit'
import type { Rate } from './rate.js'

export interface RateLimiterOptions {
  /** The name of the limit in `RateLimit` and `RateLimit-Policy`. */
  readonly name: string
  readonly rate: Rate
  readonly store: Store
  readonly keyOf: (request: Request) => string
  readonly onRejected: () => void
}

/**
 * Returns middleware that counts requests, sets `RateLimit` and `RateLimit-Policy`, and fails with a 429 beyond the limit. The policy names
 * no partition key: a hash of the address could be turned back by trying all addresses, and caches hand public answers to others.
 */
export function rateLimiter({ name, rate, store, keyOf, onRejected }: RateLimiterOptions): RequestHandler {
  const refusal = rateExceeded(name, rate)
  const count = rateLimit({
    identifier: name,
    limit: rate.limit,
    windowMs: rate.window * 1000,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    store,
    passOnStoreError: true,
    keyGenerator: keyOf,
    // Its checks are for the settings of applications, and write to the console.
    validate: false,
    handler(_request, _response, next) {
      onRejected()
      next(refusal) // The fields are set already.
    },
  })
  return (request, response, next) =>
    count(request, response, (error?: unknown) => {
      const policy = response.getHeader(policyField)
      if (typeof policy === 'string') response.setHeader(policyField, policy.replace(partitionKey, ''))
      next(error)
    })
}

const policyField = 'RateLimit-Policy'
const partitionKey = /; pk=:[^:]*:/g

/** Returns the failure of requests beyond a limit. */
export function rateExceeded(name: string, { limit, window }: Rate): HttpError {
  return tooManyRequests(`more than ${limit} ${name} in ${window} seconds: wait as long as Retry-After says`)
}
