import { serviceUnavailable } from '@endware/restapi'
import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose'

/** A change in the reachability of the issuer's keys: reported once when a fetch fails, and once when one succeeds again. */
export type KeysEvent =
  | { readonly name: 'keys-unreachable'; readonly url: string; readonly error: unknown }
  | { readonly name: 'keys-reachable'; readonly url: string }

export interface RemoteKeysOptions {
  readonly onEvent?: (event: KeysEvent) => void
  /** Is called after each fetch, with `true` when it got the keys. */
  readonly onFetch?: (isReachable: boolean) => void
  /** A monotonic clock in milliseconds. @default `performance.now` */
  readonly clock?: () => number
  /** The time limit of a fetch, in milliseconds. @default 3000 */
  readonly timeout?: number
}

const minute = 60_000

/** The ages and times that decide about a fetch, in milliseconds. */
export const keyTimes = Object.freeze({
  /** The age from which keys are fetched again, while they stay in use. A key that the issuer withdrew is refused after the fetch. */
  fresh: 10 * minute,
  /** The age from which keys are no longer used: the issuer may have withdrawn them during an outage. */
  usable: 24 * 60 * minute,
  /** The least time between fetches for unknown keys, because anybody can send a token with an unknown key. */
  betweenUnknown: minute / 2,
  /** The time between a failed fetch and the next one. */
  afterFailure: 5_000,
})

/**
 * Finds keys in the JWK Set at a URL. The set is fetched for the first token, when it is older than `keyTimes.fresh`, and when a token names
 * an unknown key, as after a rotation. During an outage of the issuer, the known keys stay in use, and each token may cause a fetch.
 *
 * @returns a function that throws HttpError 503 when it has no keys and cannot fetch any
 */
export function remoteKeys(url: URL, options: RemoteKeysOptions = {}): JWTVerifyGetKey {
  const { onEvent = () => undefined, onFetch = () => undefined, clock = () => performance.now() } = options
  const remote = createRemoteJWKSet(url, { timeoutDuration: options.timeout ?? 3_000 })
  let known: ReturnType<typeof createLocalJWKSet> | undefined
  let fetchedAt = Number.NEGATIVE_INFINITY
  let failure: { readonly at: number; readonly error: unknown } | undefined
  let underway: Promise<void> | undefined

  async function fetchKeys(): Promise<void> {
    try {
      await remote.reload()
      known = createLocalJWKSet(remote.jwks() ?? { keys: [] })
      fetchedAt = clock()
      onFetch(true)
      if (failure !== undefined) onEvent({ name: 'keys-reachable', url: url.href })
      failure = undefined
    } catch (error) {
      onFetch(false)
      if (failure === undefined) onEvent({ name: 'keys-unreachable', url: url.href, error })
      failure = { at: clock(), error }
      throw unreachable(error)
    } finally {
      underway = undefined
    }
  }

  /** Fetches the keys. Concurrent calls share one fetch. */
  async function refresh(): Promise<void> {
    if (underway === undefined && failure !== undefined && clock() - failure.at < keyTimes.afterFailure) {
      throw unreachable(failure.error)
    }
    underway ??= fetchKeys()
    await underway
  }

  return async (header, token) => {
    const age = clock() - fetchedAt
    if (known === undefined || age >= keyTimes.usable) await refresh()
    else if (age >= keyTimes.fresh || failure !== undefined) void refresh().catch(() => undefined) // reported already
    try {
      return await found(known, header, token)
    } catch (error) {
      const isUnknown = error instanceof errors.JWKSNoMatchingKey
      if (!isUnknown || clock() - fetchedAt < keyTimes.betweenUnknown) throw error
      await refresh()
      return found(known, header, token)
    }
  }
}

function found(
  known: ReturnType<typeof createLocalJWKSet> | undefined,
  ...named: Parameters<ReturnType<typeof createLocalJWKSet>>
): ReturnType<ReturnType<typeof createLocalJWKSet>> {
  if (known === undefined) throw new errors.JWKSNoMatchingKey()
  return known(...named)
}

function unreachable(cause: unknown) {
  const message = 'tokens cannot be verified at the moment: the keys of their issuer cannot be fetched'
  const seconds = keyTimes.afterFailure / 1000
  return serviceUnavailable(message, { cause }).withHeader('Retry-After', String(seconds))
}
