import type { Scope } from './scopes.js'
import type { TrialKeys } from './trial-keys.js'

/** A token to paste. */
export interface TrialToken {
  /** The name of a shell variable for it. */
  readonly name: string
  /** The kind of caller, for people. */
  readonly who: string
  readonly token: string
}

interface TrialCaller {
  readonly name: string
  readonly who: string
  readonly subject: string
  readonly scopes: readonly Scope[]
}

const callers: readonly TrialCaller[] = [
  {
    name: 'CUSTOMER',
    who: 'a customer, who places and reads orders',
    subject: 'customer-1',
    scopes: ['orders:read', 'orders:write'],
  },
  {
    name: 'ASSISTANT',
    who: 'a shop assistant, who also sees the orders of others and changes products',
    subject: 'assistant-1',
    scopes: ['products:write', 'orders:read', 'orders:write', 'orders:any'],
  },
  {
    name: 'EVENTS',
    who: 'a payment provider or carrier, who sends events',
    subject: 'events-1',
    scopes: ['events:write'],
  },
]

/** The lifetime of tokens for trying out, in seconds: 7 days. Every start signs new ones. */
const lifetime = 7 * 24 * 60 * 60

/** Returns a token for each kind of caller. @throws {TrialKeysError} when the file of the keys cannot be used */
export async function trialTokens(keys: Pick<TrialKeys, 'sign'>): Promise<readonly TrialToken[]> {
  return Promise.all(
    callers.map(async ({ name, who, subject, scopes }) => ({
      name,
      who,
      token: await keys.sign({ subject, scopes, lifetime }),
    })),
  )
}
