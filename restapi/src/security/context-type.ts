import type { NoContext } from '../contract/provider.js'
import type { SecurityRequirement } from '../contract/security-requirement.js'
import type { SecurityScheme } from './security-scheme.js'
import type { SecuritySchemes } from './wired-security.js'

/**
 * The context that the security of a contract gives: the results of `verify` of all schemes of a requirement. For alternatives it is a
 * union. Each of its members has the names of all alternatives; names that only another alternative gives are `undefined`.
 *
 * @example
 * const verify = (token: string) => token === 'secret' && { user: 'ann' }
 * const schemes = { bearer: securityScheme.bearer({ verify }) }
 * const greeting = ({ user }: VerifiedContext<{ bearer: [] }, typeof schemes>) => ({ text: `Hello ${user}` })
 * const secured = endware({ security: schemes }).routes(Router())
 * secured.get('/hello', { security: { bearer: [] } }, ({ context }) => greeting(context))
 */
export type VerifiedContext<Security, Schemes extends SecuritySchemes> = [Security] extends [undefined]
  ? NoContext
  : Security extends readonly []
    ? NoContext
    : Security extends readonly (infer Requirement)[]
      ? WithAllNames<Met<Requirement, Schemes>>
      : Met<Security, Schemes>

/** The results of all schemes of a requirement. A later scheme's name wins. */
type Met<Requirement, Schemes extends SecuritySchemes> = Requirement extends SecurityRequirement
  ? Readable<Intersection<ResultOf<Schemes[keyof Requirement & keyof Schemes]>>>
  : NoContext

/** The result of `verify`, in a tuple, so that a union of results stays one. */
type ResultOf<Scheme> = Scheme extends SecurityScheme<infer Verified> ? [Exclude<Verified, Error>] : never

type Intersection<Results> = [Results] extends [never]
  ? NoContext
  : (Results extends readonly [infer Result] ? (result: Result) => void : never) extends (all: infer All) => void
    ? All
    : never

type Readable<Names> = Names extends unknown ? { readonly [Name in keyof Names]: Names[Name] } : never

type WithAllNames<Each, All = Each> = Each extends unknown
  ? Readable<Each & { readonly [Name in Exclude<NamesOf<All>, keyof Each>]?: undefined }>
  : never

type NamesOf<All> = All extends unknown ? keyof All : never
