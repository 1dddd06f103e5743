import type { Contract } from '../contract/contract.js'
import type { Operation } from '../contract/operation.js'
import type { Endpoint, EndpointUnder, InputUnder, NoContract, OutcomeHint } from '../endpoint/endpoint-type.js'
import type { Permitted } from '../endpoint/permitted-outcome.js'
import type { Middleware } from '../http/http.js'
import type { AnySchema } from '../schema/standard-schema.js'
import type { NoSchemes, SecuritySchemes } from '../security/wired-security.js'
import type { ContextBefore, SuppliedUnder } from './context-before.js'
import type { RouterDefaults, UnderDefaults } from './router-defaults.js'

/** The verbs whose routes take endpoints. */
export const verbs = ['get', 'head', 'post', 'put', 'patch', 'delete', 'query'] as const
export type VerbName = (typeof verbs)[number]

/**
 * A router as `api.routes` needs it. Routers of Express 4 and 5 are such.
 *
 * @example
 * const withHealth = <R extends RouterLike>(router: R) => api.routes(router).get('/health', () => ({ state: 'up' }))
 * withHealth(Router()).operations.length // => 1
 */
export interface RouterLike {
  // biome-ignore lint/suspicious/noExplicitAny: routers type their paths and handlers in ways of their own
  all(path: any, ...handlers: any[]): unknown
}

/**
 * Adds a route that is answered by an endpoint, and returns the routes, so that calls can be chained. The number of arguments selects the
 * overload, so that the error for a mistake is about that overload alone.
 *
 * @example
 * const addHealth = (get: Verb) => get('/health', () => ({ state: 'up' }))
 * addHealth(routes.get)
 */
export interface Verb<Self = unknown, D extends RouterDefaults = never, Schemes extends SecuritySchemes = NoSchemes> {
  <const Path extends string>(
    path: Path,
    endpoint: EndpointUnder<NoContract, Path, ContextBefore<NoContract, D, Schemes>>,
  ): Self
  <const Path extends string, const C extends Contract, Outcome extends OutcomeHint<UnderDefaults<C, D>> = never>(
    path: Path & Permitted<Outcome, UnderDefaults<C, D>> & SuppliedUnder<C, D, Schemes>,
    contract: C,
    endpoint: Endpoint<InputUnder<C, Path, ContextBefore<C, D, Schemes>>, Outcome>,
  ): Self
}

/**
 * The contract of an endpoint for QUERY. The content of the request is the query, so `body` is required.
 *
 * @example
 * const contract = { body: z.strictObject({ name: z.string() }) } satisfies QueryContract
 * routes.query('/products', contract, ({ body }) => [{ name: body.name }])
 */
export type QueryContract = Contract & { readonly body: AnySchema }

/**
 * Adds a route for QUERY: a safe, idempotent request with content, such as a filter that is too long for a URL. The content may be in every
 * format that bodies have, or a form.
 *
 * @see RFC 10008
 * @example
 * const routes = endware().routes(Router())
 * const Filter = z.strictObject({ name: z.string() })
 * routes.query('/products', { body: Filter }, ({ body }) => [{ name: body.name }])
 */
export type QueryVerb<Self = unknown, D extends RouterDefaults = never, Schemes extends SecuritySchemes = NoSchemes> = <
  const Path extends string,
  const C extends QueryContract,
  Outcome extends OutcomeHint<UnderDefaults<C, D>> = never,
>(
  path: Path & Permitted<Outcome, UnderDefaults<C, D>> & SuppliedUnder<C, D, Schemes>,
  contract: C,
  endpoint: Endpoint<InputUnder<C, Path, ContextBefore<C, D, Schemes>>, Outcome>,
) => Self

/**
 * The router that was given, with verbs that take endpoints. It is mounted as any other router. `D` are the defaults of its contracts, and
 * `Schemes` the security schemes of its end-ware.
 *
 * @example
 * const addHealth = (to: Routes<Router>) => to.get('/health', () => ({ state: 'up' }))
 */
export type Routes<
  R extends RouterLike,
  D extends RouterDefaults = never,
  Schemes extends SecuritySchemes = NoSchemes,
> = Middleware &
  Omit<R, VerbName | 'operations'> &
  Readonly<Record<Exclude<VerbName, 'query'>, Verb<Routes<R, D, Schemes>, D, Schemes>>> & {
    readonly query: QueryVerb<Routes<R, D, Schemes>, D, Schemes>
  } & Described

/**
 * An object that lists its operations in the order of addition. Operations of nested routers of `api.routes` are included.
 *
 * @example
 * const pathsOf = ({ operations }: Described) => operations.map(({ path }) => path)
 * pathsOf(routes.get('/health', () => ({ state: 'up' }))) // => ['/health']
 */
export interface Described {
  readonly operations: readonly Operation[]
}
