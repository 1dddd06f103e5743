import { type Fields, noFields, setField, withField } from '../http/fields.js'
import type { HttpError } from '../outcomes/http-error.js'
import { ownError } from '../outcomes/own-error.js'
import type { ChallengeReason } from './security-scheme.js'
import type { Demand, WiredSecurity } from './wired-security.js'

/** The reason why credentials of a request do not meet a demand. */
export interface Refusal {
  readonly kind: 'malformed' | 'refused' | 'insufficient'
  /** A sentence for the client. @default one that fits the kind */
  readonly message?: string
  /** The error by which `verify` refused the credentials. Its fields replace those of the refusal. */
  readonly error?: HttpError
}

/** The error codes of bearer tokens. @see RFC 6750 §3.1 */
const errors = { malformed: 'invalid_request', refused: 'invalid_token', insufficient: 'insufficient_scope' } as const

/**
 * Returns the failure for a caller who meets no alternative: 403 if some valid credentials lack scopes, 401 if some were refused, 400 for a
 * malformed bearer token (RFC 6750 §3.1), else 401.
 *
 * @param refusals the refusal of each demand for which there were credentials
 */
export function refusalError(security: WiredSecurity, refusals: ReadonlyMap<Demand, Refusal>): HttpError {
  const all = [...refusals].map(([demand, refusal]) => ({ demand, ...refusal }))
  const insufficient = all.find(({ kind }) => kind === 'insufficient')
  if (insufficient !== undefined) {
    const lacking = all.filter(({ kind, demand }) => kind === 'insufficient' && demand.scheme.isBearer)
    return ownError('insufficient-scope', scopeMessage(insufficient.demand), {
      fields: challengeFields(
        lacking.map(({ demand }) => demand),
        refusals,
      ),
    })
  }
  const fields = challengeFields(security.alternatives.flat(), refusals)
  const refused = all.find(({ kind }) => kind === 'refused')
  if (refused !== undefined) {
    const { message, error } = refused
    return ownError('invalid-credentials', message || 'the credentials are not valid', {
      ...(error && { help: error.help, properties: error.properties, cause: error.cause }),
      fields: error?.fields.reduce(withField, fields) ?? fields,
    })
  }
  const malformed = all.find(({ demand }) => demand.scheme.isBearer) ?? all[0]
  if (malformed?.demand.scheme.isBearer) {
    return ownError('malformed-credentials', `the credentials cannot be read: ${malformed.message}`, { fields })
  }
  if (malformed !== undefined) {
    return ownError('invalid-credentials', `the credentials cannot be read: ${malformed.message}`, { fields })
  }
  return ownError('credentials-required', `this operation requires ${requiredText(security)}`, { fields })
}

/** Returns the `WWW-Authenticate` of an operation whose endpoint answers 401 by itself. */
export function challengesOf(security: WiredSecurity): Fields {
  return challengeFields(security.alternatives.flat(), new Map())
}

/** Returns a field line for each challenge: in a list, clients confuse the commas between challenges with those within (RFC 9110 §11.6.1). */
function challengeFields(demands: readonly Demand[], refusals: ReadonlyMap<Demand, Refusal>): Fields {
  const byName = new Map<string, Demand>()
  for (const demand of demands) {
    const before = byName.get(demand.name)
    if (before === undefined || (!refusals.has(before) && refusals.has(demand))) byName.set(demand.name, demand)
  }
  const challenges = [...byName.values()].map((demand) =>
    demand.scheme.challenge(reasonOf(demand, refusals.get(demand))),
  )
  const different = [...new Set(challenges)]
  return different.length === 0 ? noFields : setField(noFields, 'WWW-Authenticate', different)
}

/** Returns the reason for a challenge. It has no error code if the request had no credentials for the scheme. @see RFC 6750 §3.1 */
function reasonOf({ scopes }: Demand, refusal: Refusal | undefined): ChallengeReason {
  if (refusal === undefined) return { scopes }
  const { kind, message } = refusal
  return { scopes, error: errors[kind], ...(message ? { description: message } : {}) }
}

function scopeMessage({ scopes }: Demand): string {
  return `this operation requires the ${scopes.length === 1 ? 'scope' : 'scopes'} ${scopes.join(', ')}`
}

function requiredText({ alternatives }: WiredSecurity): string {
  const texts = alternatives.map((demands) => demands.map(({ scheme }) => scheme.label).join(' and '))
  return [...new Set(texts)].join(', or ')
}
