import {
  alternativesOf,
  checkSecurity,
  type Security,
  type SecurityRequirement,
} from '../contract/security-requirement.js'
import { mergeVary } from '../http/fields.js'
import { describeValue } from '../values/check-value.js'
import { memoizedByObject } from '../values/memoized-by-object.js'
import { checkScopes } from './scopes.js'
import { isSecurityScheme, type SecurityScheme } from './security-scheme.js'

/**
 * The security schemes of an end-ware, by name.
 *
 * @example
 * const verify = (token: string) => token === 'secret' && { user: 'ann' }
 * const security = { bearer: securityScheme.bearer({ verify }) } satisfies SecuritySchemes
 * const secured = endware({ security })
 */
export interface SecuritySchemes {
  readonly [name: string]: SecurityScheme
}

/**
 * The security schemes of an end-ware that has none.
 *
 * @example
 * const open: Endware<NoSchemes> = endware()
 * const openRoutes: Routes<Router, never, NoSchemes> = open.routes(Router())
 */
export type NoSchemes = Readonly<Record<never, never>>

/** One scheme of a requirement, with the scopes that the operation requires of it. */
export interface Demand {
  readonly name: string
  readonly scheme: SecurityScheme
  readonly scopes: readonly string[]
}

/** The security of an operation, checked when it is wired. */
export interface WiredSecurity {
  /** The alternatives that need credentials, in order. */
  readonly alternatives: readonly (readonly Demand[])[]
  /** True when callers without valid credentials are let in. */
  readonly isOptional: boolean
  /** The fields of requests on which answers depend; empty for none. */
  readonly vary: string
  /** The query parameters with credentials. */
  readonly queryParameters: readonly string[]
}

/** Returns the Security Scheme Objects of schemes, for documents. */
export const definitionsOf = memoizedByObject(
  (schemes: SecuritySchemes): Definitions =>
    Object.fromEntries(Object.entries(schemes).map(([name, { definition }]) => [name, definition])),
)

type Definitions = Readonly<Record<string, SecurityScheme['definition']>>

/** Checks the schemes of an end-ware. @throws TypeError for a value that is no scheme, and for a scheme without `verify` */
export function checkSchemes(schemes: SecuritySchemes | undefined): asserts schemes is SecuritySchemes {
  if (typeof schemes !== 'object' || schemes === null || Array.isArray(schemes) || isSecurityScheme(schemes)) {
    throw new TypeError(
      `the option security must be an object of schemes by name, such as { bearer: securityScheme.bearer({ verify }) }; got ${describeValue(schemes)}; omit the option to document security only`,
    )
  }
  for (const [name, scheme] of Object.entries(schemes)) {
    if (!/^[A-Za-z0-9._-]+$/.test(name)) {
      throw new TypeError(
        `the name of a security scheme must consist of letters, digits, dots, underscores and hyphens (OpenAPI 3.1.1 §4.8.7); got '${name}'`,
      )
    }
    if (!isSecurityScheme(scheme)) {
      throw new TypeError(
        `the option security.${name} must be made by securityScheme, such as securityScheme.bearer({ verify }); got ${describeValue(scheme)}`,
      )
    }
    if (scheme.verify === undefined) {
      throw new TypeError(
        `the security scheme '${name}' needs verify, which checks credentials; to document it only, pass it to openapi({ securitySchemes })`,
      )
    }
  }
}

/**
 * Checks the security of a contract.
 *
 * @returns `undefined` when everybody is let in without a look at credentials
 * @throws TypeError for an unknown scheme, and for a scope that does not exist
 */
export function wireSecurity(security: Security | undefined, schemes: SecuritySchemes): WiredSecurity | undefined {
  if (security !== undefined) checkSecurity('the contract', security)
  const all = alternativesOf(security ?? []).map((requirement) => demandsOf(requirement, schemes))
  const alternatives = all.filter((demands) => demands.length > 0)
  if (alternatives.length === 0) return undefined
  const isOptional = alternatives.length < all.length
  const used = alternatives.flat().map(({ scheme }) => scheme)
  // Shared caches keep no answer to a request with Authorization (RFC 9111 §3.5), but may answer one with what they keep for strangers.
  const varying = used.filter(({ vary }) => isOptional || vary !== 'Authorization')
  return {
    alternatives,
    isOptional,
    vary: varying.reduce((members, { vary }) => mergeVary(members, vary), ''),
    queryParameters: used.flatMap(({ queryParameter }) => queryParameter ?? []),
  }
}

function demandsOf(requirement: SecurityRequirement, schemes: SecuritySchemes): readonly Demand[] {
  return Object.entries(requirement).map(([name, scopes]) => {
    const scheme = Object.hasOwn(schemes, name) ? schemes[name] : undefined
    if (scheme === undefined) {
      const known = Object.keys(schemes).join(', ') || 'none'
      throw new TypeError(
        `the contract's security names the scheme '${name}'; endware({ security }) has ${known}: add the scheme there, or correct the name`,
      )
    }
    checkScopes(`the contract's security.${name}`, scopes)
    const strange = scopes.find((scope) => scheme.scopes?.has(scope) === false)
    if (strange !== undefined) {
      throw new TypeError(
        `the contract's security.${name} requires the scope '${strange}'; the scheme has ${[...(scheme.scopes ?? [])].join(', ') || 'none'}`,
      )
    }
    return { name, scheme, scopes: Object.freeze([...scopes]) }
  })
}
