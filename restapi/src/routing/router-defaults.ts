import type { Contract } from '../contract/contract.js'
import { type AnyProblemType, checkProblemTypes } from '../contract/problem-type.js'
import { checkUse, type Provider } from '../contract/provider.js'
import { checkFailures, type Responses } from '../contract/responses.js'
import { checkSecurity, type Security } from '../contract/security-requirement.js'
import { checkCodecs } from '../formats/check-codecs.js'
import type { Codec } from '../formats/codec.js'
import type { Middleware } from '../http/http.js'
import { checkOptions } from '../values/check-options.js'
import { describeValue } from '../values/check-value.js'

/**
 * The defaults of the endpoints of a router. Every member is optional.
 *
 * @example
 * const defaults: RouterDefaults = { tags: ['orders'], responses: { 401: 'The caller is unknown.' } }
 * const orders = api.routes(Router(), defaults)
 */
export interface RouterDefaults {
  /** Middleware and providers that run before those of each contract. */
  readonly use?: readonly (Middleware | Provider)[]
  /** The tags of contracts that have none. */
  readonly tags?: readonly string[]
  /** The formats of contracts that have none. */
  readonly codecs?: readonly Codec[]
  /** The source of the `ETag` of answers, for contracts that have none. */
  readonly etag?: 'content'
  /** The problem types that each endpoint or provider may return, besides those of its contract. */
  readonly problems?: readonly AnyProblemType[]
  /** The failures of each endpoint or provider, by status from 400 to 599. A contract overrides each status by itself. */
  readonly responses?: Responses
  /** The security requirement of contracts that have none. */
  readonly security?: Security
}

/** The part of the defaults that decides what an endpoint may return. */
export interface FailureDefaults {
  readonly problems?: readonly AnyProblemType[] | undefined
  readonly responses?: Responses | undefined
}

/** A contract with the failures that the defaults of its router declare, as the types of outcomes need it. */
export type UnderDefaults<C extends Contract, D extends FailureDefaults> = [D] extends [never]
  ? C
  : {
      readonly responses: C['responses'] extends Responses
        ? Omit<ListedIn<D['responses']>, keyof C['responses']> & C['responses']
        : undefined
      readonly problems: readonly (ItemsOf<C['problems']> | ItemsOf<D['problems']>)[]
    }

type ListedIn<Declared> = Declared extends Responses ? Declared : NonNullable<unknown>
type ItemsOf<List> = List extends readonly (infer Item extends AnyProblemType)[] ? Item : never

const names: readonly (keyof RouterDefaults)[] = ['use', 'tags', 'codecs', 'etag', 'problems', 'responses', 'security']

/** Checks the defaults of a router. @throws TypeError that names the wrong member */
export function checkDefaults(defaults: RouterDefaults): void {
  const owner = 'api.routes()'
  checkOptions(owner, defaults, names)
  const { use, tags, codecs, etag, problems, responses, security } = defaults
  if (use !== undefined) checkUse(owner, use)
  if (tags !== undefined && !Array.isArray(tags)) throw new TypeError(`${owner}'s tags must be an array of names`)
  if (codecs !== undefined) checkCodecs(codecs)
  if (etag !== undefined && etag !== 'content')
    throw new TypeError(`${owner}'s etag must be 'content'; got ${describeValue(etag)}`)
  if (problems !== undefined) checkProblemTypes(owner, problems)
  if (responses !== undefined) checkFailures(owner, responses)
  // An undefined variable must not open the routes.
  if (Object.hasOwn(defaults, 'security')) checkSecurity(owner, security)
}

/** Returns the contract of an endpoint on a router with defaults. */
export function underDefaults(contract: Contract, defaults: RouterDefaults | undefined): Contract {
  if (defaults === undefined) return contract
  const { use = [], problems, responses, security, ...fallbacks } = defaults
  return {
    ...fallbacks,
    ...contract,
    // `security: undefined` must not open a route, so it counts as absent.
    ...(security === undefined || contract.security !== undefined ? {} : { security }),
    ...(use.length === 0 ? {} : { use: [...use, ...(contract.use ?? [])] }),
    ...(problems === undefined ? {} : { problems: [...problems, ...(contract.problems ?? [])] }),
    // A contract without responses lets its endpoint answer anything, whatever failures the router declares.
    ...(contract.responses === undefined ? {} : { responses: { ...responses, ...contract.responses } }),
  }
}
