import { checkNames } from '../values/check-options.js'
import { checkMembers, checkOptionalText, checkText } from '../values/check-value.js'
import { checkScopes } from './scopes.js'

/**
 * One flow of OAuth 2.0: how a client gets a token.
 *
 * @see OpenAPI 3.1.1 §4.8.29
 * @example
 * const clientCredentials: OAuthFlow = { tokenUrl: 'https://id.example/token', scopes: { 'orders:read': 'Reads orders' } }
 * const oauth = securityScheme.oauth2({ flows: { clientCredentials } })
 */
export interface OAuthFlow {
  /** The page on which people consent. Required for `implicit` and `authorizationCode`. */
  readonly authorizationUrl?: string
  /** The endpoint that issues tokens. Required for all flows but `implicit`. */
  readonly tokenUrl?: string
  readonly refreshUrl?: string
  /** The scopes that exist, each with a sentence about it. Contracts may require only these. */
  readonly scopes: Readonly<Record<string, string>>
}

/**
 * The flows of an authorization server.
 *
 * @see OpenAPI 3.1.1 §4.8.28
 * @example
 * const flows: OAuthFlows = {
 *   clientCredentials: { tokenUrl: 'https://id.example/token', scopes: { 'orders:read': 'Reads orders' } },
 * }
 * const oauth = securityScheme.oauth2({ flows })
 */
export interface OAuthFlows {
  readonly implicit?: OAuthFlow
  readonly password?: OAuthFlow
  readonly clientCredentials?: OAuthFlow
  readonly authorizationCode?: OAuthFlow
}

/** The URLs that each flow must have. */
const needed: Readonly<Record<keyof OAuthFlows, readonly ('authorizationUrl' | 'tokenUrl')[]>> = {
  implicit: ['authorizationUrl'],
  password: ['tokenUrl'],
  clientCredentials: ['tokenUrl'],
  authorizationCode: ['authorizationUrl', 'tokenUrl'],
}

/** Returns the scopes of all flows. @throws TypeError for an unknown flow, a missing URL, or a scope that is not one */
export function scopesOf(flows: OAuthFlows): ReadonlySet<string> {
  const where = "securityScheme.oauth2()'s flows"
  checkMembers(where, flows)
  checkNames(where, 'member', flows, Object.keys(needed))
  const given = Object.entries(flows) as [keyof OAuthFlows, OAuthFlow][]
  if (given.length === 0) throw new TypeError(`${where} must have one of ${Object.keys(needed).join(', ')}; got none`)
  return new Set(given.flatMap(([name, flow]) => scopesOfFlow(`${where}.${name}`, flow, needed[name])))
}

function scopesOfFlow(where: string, flow: OAuthFlow, urls: readonly ('authorizationUrl' | 'tokenUrl')[]): string[] {
  checkMembers(where, flow)
  checkNames(where, 'member', flow, ['authorizationUrl', 'tokenUrl', 'refreshUrl', 'scopes'])
  for (const name of urls) checkText(`${where}.${name}`, flow[name])
  checkOptionalText(`${where}.refreshUrl`, flow.refreshUrl)
  checkMembers(`${where}.scopes`, flow.scopes)
  const names = Object.keys(flow.scopes)
  checkScopes(`${where}.scopes`, names)
  return names
}
