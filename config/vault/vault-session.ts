import { SecretError } from '../secrets/secret-source.js'
import type { Lease, VaultClient } from './vault-client.js'

/** A token of Vault that is kept valid. */
export interface VaultSession {
  /** Returns a valid token. Logs in when there is none. @throws {SecretError} */
  readonly token: () => Promise<string>
  /** Forgets a token that Vault does not take any more. */
  readonly drop: (token: string) => void
  readonly close: () => void
}

export interface VaultSessionOptions {
  readonly client: Pick<VaultClient, 'renew'>
  /** Returns a new token. @throws {SecretError} */
  readonly login: () => Promise<Lease>
  /** Receives why the token cannot be kept valid at present. */
  readonly onFailure: (error: unknown) => void
  /** The pause after a failed renewal, in milliseconds. @default 5000 */
  readonly retryMs?: number
}

/** The longest time until a renewal, in milliseconds. Timers of Node end at 24 days. */
const longest = 86_400_000

/**
 * Returns a session that renews its token after two thirds of its time. It logs in anew when the token cannot be renewed, and when the renewed
 * one has less than half of the first time left, because it comes to its greatest age then.
 */
export function vaultSession({ client, login, onFailure, retryMs = 5_000 }: VaultSessionOptions): VaultSession {
  let lease: (Lease & { readonly endsAt: number }) | undefined
  let entering: Promise<Lease> | undefined
  let firstTtl = 0
  let timer: NodeJS.Timeout | undefined
  let closed = false

  const after = (pause: number) => {
    clearTimeout(timer)
    if (!closed) timer = setTimeout(() => void extend(), Math.min(pause, longest)).unref()
  }
  const keep = (next: Lease) => {
    lease = { ...next, endsAt: next.ttlMs === 0 ? Number.POSITIVE_INFINITY : performance.now() + next.ttlMs }
    if (next.ttlMs > 0) after((next.ttlMs * 2) / 3)
    return next
  }
  const enter = () => {
    entering ??= login()
      .then((next) => {
        firstTtl = next.ttlMs
        return keep(next)
      })
      .finally(() => {
        entering = undefined
      })
    return entering
  }
  /** Returns the renewed lease, or `undefined` when a new login is needed. @throws {SecretError} in an outage */
  const renewed = async (): Promise<Lease | undefined> => {
    if (lease === undefined || !lease.renewable || lease.endsAt <= performance.now()) return undefined
    try {
      const next = await client.renew(lease.token)
      return next.ttlMs * 2 >= firstTtl ? next : undefined
    } catch (error) {
      if (error instanceof SecretError && error.failure !== 'passing') return undefined
      throw error
    }
  }
  const extend = async () => {
    try {
      const next = await renewed()
      if (next === undefined) await enter()
      else keep(next)
    } catch (error) {
      after(retryMs)
      onFailure(error)
    }
  }
  return {
    token: async () => (lease !== undefined && lease.endsAt > performance.now() ? lease : await enter()).token,
    drop: (token) => {
      if (lease?.token === token) lease = undefined
    },
    close: () => {
      closed = true
      clearTimeout(timer)
    },
  }
}
