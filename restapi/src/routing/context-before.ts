import type { Contract } from '../contract/contract.js'
import type { Security } from '../contract/security-requirement.js'
import type { ContextOf, Supplied } from '../endpoint/context-type.js'
import type { VerifiedContext } from '../security/context-type.js'
import type { SecuritySchemes } from '../security/wired-security.js'
import type { RouterDefaults } from './router-defaults.js'

/** The context before the providers of a contract: what `verify` returned, then what the providers of the router gave. */
export type ContextBefore<C extends Contract, D extends RouterDefaults, Schemes extends SecuritySchemes> = ContextOf<
  UseOf<D>,
  VerifiedUnder<C, D, Schemes>
>

/**
 * A constraint on a contract: the providers of the router and its own need only names that security or earlier providers give. A contract
 * may have other security than the router, so that the providers of the router are checked again.
 */
export type SuppliedUnder<C extends Contract, D extends RouterDefaults, Schemes extends SecuritySchemes> = Supplied<
  UseOf<D>,
  VerifiedUnder<C, D, Schemes>
> &
  Supplied<C['use'], ContextBefore<C, D, Schemes>>

type VerifiedUnder<C extends Contract, D extends RouterDefaults, Schemes extends SecuritySchemes> = VerifiedContext<
  [C['security']] extends [Security] ? C['security'] : SecurityOf<D>,
  Schemes
>

type UseOf<D extends RouterDefaults> = [D] extends [never] ? undefined : D['use']
type SecurityOf<D extends RouterDefaults> = [D] extends [never] ? undefined : D['security']
