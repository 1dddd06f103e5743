import { isHttpError } from '../outcomes/http-error.js'
import { describeValue } from '../values/check-value.js'
import { hasPlainPrototype, isError } from '../values/value-kinds.js'
import type { Presented } from './credentials.js'
import { type Refusal, refusalError } from './refusal.js'
import { missingScopes } from './scopes.js'
import type { VerifyContext } from './verify.js'
import type { Demand, WiredSecurity } from './wired-security.js'

/** The members that the results of `verify` add to `context`. */
export type Verified = Readonly<Record<string, unknown>>

const nobody: Verified = Object.freeze({})

/**
 * Authenticates a request: the first alternative that the caller meets wins. Where callers may be anonymous, no credentials and refused
 * ones count as anonymous, after all other alternatives. A failure of `verify` itself always ends the request.
 *
 * @param caller the request, and a signal for the look-ups of `verify`
 * @returns the members of `context`
 * @throws HttpError 401, 403 or 400 with challenges
 * @throws whatever `verify` throws, other than an HttpError 401
 */
export async function authenticate(
  security: WiredSecurity,
  caller: Pick<VerifyContext, 'request' | 'signal'>,
): Promise<Verified> {
  const refusals = new Map<Demand, Refusal>()
  for (const demands of security.alternatives) {
    const context = await contextOf(demands, caller, refusals)
    if (context !== undefined) return context
  }
  if (security.isOptional) return nobody
  throw refusalError(security, refusals)
}

/** Returns the context of a caller who meets all demands; `undefined` after a refusal, which it adds to `refusals`. */
async function contextOf(
  demands: readonly Demand[],
  caller: Pick<VerifyContext, 'request' | 'signal'>,
  refusals: Map<Demand, Refusal>,
): Promise<Verified | undefined> {
  const presented = demands.map(({ scheme }) => scheme.read(caller.request))
  // No look-up is worth its cost while other credentials are missing.
  const unread = demands.filter((demand, at) => isUnread(demand, presented[at], refusals))
  if (unread.length > 0) return undefined
  let context: Verified = {}
  for (const [at, demand] of demands.entries()) {
    const verified = await verifiedBy(demand, presented[at], caller)
    if ('kind' in verified) {
      refusals.set(demand, verified)
      return undefined
    }
    context = { ...context, ...verified.result }
  }
  return context
}

function isUnread(demand: Demand, presented: Presented<unknown> | undefined, refusals: Map<Demand, Refusal>): boolean {
  if (presented?.kind === 'malformed') refusals.set(demand, { kind: 'malformed', message: presented.why })
  return presented?.kind !== 'present'
}

async function verifiedBy(
  { name, scheme, scopes }: Demand,
  presented: Presented<unknown> | undefined,
  caller: Pick<VerifyContext, 'request' | 'signal'>,
): Promise<Refusal | { readonly result: object }> {
  if (presented?.kind !== 'present' || scheme.verify === undefined) return { kind: 'refused' }
  const context: VerifyContext = {
    scopes,
    request: caller.request,
    // A signal costs as much as the rest of the authentication, and few functions read it.
    get signal() {
      return caller.signal
    },
  }
  let result: unknown
  try {
    result = await scheme.verify(presented.credentials as never, context)
  } catch (thrown) {
    if (!isHttpError(thrown)) throw thrown
    result = thrown
  }
  if (isHttpError(result)) {
    if (result.status !== 401) throw result
    return { kind: 'refused', error: result, message: result.message }
  }
  if (result === undefined || result === null || result === false) return { kind: 'refused' }
  if (isError(result)) throw result
  // An answer such as a Problem would otherwise let its caller in.
  if (typeof result !== 'object' || !hasPlainPrototype(result)) {
    throw new TypeError(
      `verify of the security scheme '${name}' must return a plain object whose members join context, such as { user }, or undefined for credentials that are not valid; got ${typeof result === 'string' ? 'text' : describeValue(result)}`,
    )
  }
  const missing = missingScopes(name, scopes, (result as { readonly scopes?: unknown }).scopes)
  return missing.length > 0 ? { kind: 'insufficient' } : { result }
}
