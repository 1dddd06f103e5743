import { randomUUID } from 'node:crypto'
import type { DocumentedOperation, DocumentedScheme, DocumentedSecurity } from './documented-operation.js'

/**
 * A user name and a password for `basic`; a token or a key, as text, for every other scheme.
 *
 * @example
 * const valid: ProofCredentials = { username: 'ann', password: 'secret' }
 * const options: ProofOptions = { baseUrl: 'http://127.0.0.1:3000', credentials: { basic: () => valid } }
 */
export type ProofCredentials = string | { readonly username: string; readonly password: string }

/**
 * Functions that make valid credentials, by the names of the security schemes. Each gets the scopes that the credentials shall have.
 *
 * @example
 * const credentials: CredentialMakers = { bearer: (scopes) => `token for ${scopes.join(' ')}` }
 * const options: ProofOptions = { baseUrl: 'http://127.0.0.1:3000', credentials }
 */
export interface CredentialMakers {
  readonly [scheme: string]: (scopes: readonly string[]) => ProofCredentials | Promise<ProofCredentials>
}

/** The credentials of a request: those that an operation requires, none, some without any scope, or wrong ones for one alternative. */
export type SentKind = 'valid' | 'none' | 'unscoped' | { readonly wrongFor: DocumentedSecurity }

/** The parts of a request with credentials. */
export interface SentCredentials {
  /** Header fields; those that are `undefined` are removed. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly cookies: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
}

/** Reports whether callers without credentials are refused. @see OpenAPI 3.1.1 §4.8.30 */
export function isSecured({ security }: DocumentedOperation): boolean {
  return security.length > 0 && security.every((requirement) => requirement.length > 0)
}

/** Returns the requirement to meet: the first for which all credentials can be made, one with scopes if that is possible. */
export function requirementFor(
  { security }: DocumentedOperation,
  makers: CredentialMakers,
): DocumentedSecurity | undefined {
  const possible = security.filter(
    (requirement) => requirement.length > 0 && requirement.every(({ name }) => makers[name] !== undefined),
  )
  return possible.find((requirement) => requirement.some(({ scopes }) => scopes.length > 0)) ?? possible[0]
}

/** Makes the credentials of one request to an operation. */
export async function credentialsFor(
  operation: DocumentedOperation,
  kind: SentKind,
  makers: CredentialMakers,
): Promise<SentCredentials> {
  const removed = kind === 'valid' ? [] : operation.security.flat().map(({ scheme }) => withoutCredentials(scheme))
  return [...removed, ...(await madeFor(operation, kind, makers))].reduce(joined, nothing)
}

async function madeFor(
  operation: DocumentedOperation,
  kind: SentKind,
  makers: CredentialMakers,
): Promise<readonly SentCredentials[]> {
  if (kind === 'none') return []
  if (typeof kind === 'object')
    return kind.wrongFor.map(({ scheme }) => withCredentials(scheme, wrongCredentials(scheme)))
  const made = (requirementFor(operation, makers) ?? []).map(async ({ name, scheme, scopes }) => {
    const make = makers[name]
    return make === undefined ? nothing : withCredentials(scheme, await make(kind === 'unscoped' ? [] : scopes))
  })
  return Promise.all(made)
}

function joined(left: SentCredentials, right: SentCredentials): SentCredentials {
  return {
    headers: { ...left.headers, ...right.headers },
    cookies: { ...left.cookies, ...right.cookies },
    query: { ...left.query, ...right.query },
  }
}

const nothing: SentCredentials = { headers: {}, cookies: {}, query: {} }

/** Removes the credentials that `headers` of the options may have. */
function withoutCredentials({ type, in: place, name = '' }: DocumentedScheme): SentCredentials {
  const field = type !== 'apiKey' ? 'authorization' : place === 'cookie' ? 'cookie' : name
  return place === 'query' ? nothing : { ...nothing, headers: { [field.toLowerCase()]: undefined } }
}

/** Reports whether the credentials of a scheme are bearer tokens. */
export function isBearer({ type, scheme }: DocumentedScheme): boolean {
  return type === 'oauth2' || type === 'openIdConnect' || (type === 'http' && scheme?.toLowerCase() === 'bearer')
}

function withCredentials(scheme: DocumentedScheme, credentials: ProofCredentials): SentCredentials {
  const { type, in: place, name = '' } = scheme
  if (typeof credentials !== 'string') {
    const { username, password } = credentials
    const basic = Buffer.from(`${username}:${password}`).toString('base64')
    return { ...nothing, headers: { authorization: `Basic ${basic}` } }
  }
  if (type !== 'apiKey') return { ...nothing, headers: { authorization: `Bearer ${credentials}` } }
  if (place === 'query') return { ...nothing, query: { [name]: credentials } }
  if (place === 'cookie') return { ...nothing, cookies: { [name]: credentials } }
  return { ...nothing, headers: { [name.toLowerCase()]: credentials } }
}

function wrongCredentials({ type, scheme }: DocumentedScheme): ProofCredentials {
  const wrong = `wrong-${randomUUID()}`
  return type === 'http' && scheme?.toLowerCase() === 'basic' ? { username: wrong, password: wrong } : wrong
}
