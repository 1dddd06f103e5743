import { type HttpRequest, isHttpError } from '@endware/restapi'
import { type AddressedRequest, addressKey } from './address-key.js'
import { MemoryStore } from './memory-store.js'
import type { Rate } from './rate.js'
import { rateExceeded } from './rate-limiter.js'

/** A verification of credentials: it returns the caller, or `undefined`, or throws a 401. */
type Verification<Caller> = () => Promise<Caller | undefined>

/** Runs verifications, and refuses those of an address that has sent too many credentials that are not valid. */
export type VerificationGuard = <Caller>(
  request: HttpRequest & AddressedRequest,
  verify: Verification<Caller>,
) => Promise<Caller | undefined>

export interface RefusedCredentialsOptions {
  readonly rate: Rate
  /** The bits of IPv6 addresses that count. */
  readonly addressPrefix: number
  readonly onRejected: () => void
}

const name = 'credentials'

/**
 * Returns a guard of verifications. It counts credentials that are not valid by address, in this process alone: a look into Redis would
 * cost more than the verification that it saves.
 */
export function refusedCredentials({ rate, addressPrefix, onRejected }: RefusedCredentialsOptions): VerificationGuard {
  const store = new MemoryStore({ window: rate.window * 1000 })
  const refusal = rateExceeded(`invalid ${name}`, rate)
  return async (request, verify) => {
    const key = addressKey(request, addressPrefix)
    const count = store.get(key)
    if (count !== undefined && count.totalHits >= rate.limit) {
      onRejected()
      const seconds = Math.max(1, Math.ceil((count.resetTime.getTime() - Date.now()) / 1000))
      throw refusal.withHeaders({
        'Retry-After': String(seconds),
        RateLimit: `"${name}"; r=0; t=${seconds}`,
        'RateLimit-Policy': `"${name}"; q=${rate.limit}; w=${rate.window}`,
      })
    }
    try {
      const caller = await verify()
      if (caller === undefined) store.increment(key)
      return caller
    } catch (error) {
      if (isHttpError(error) && error.status === 401) store.increment(key)
      throw error
    }
  }
}
