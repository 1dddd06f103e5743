import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Contract } from '../contract/contract.js'
import type { Operation, OperationDescription, PathGrammar } from '../contract/operation.js'
import type { Endpoint, EndpointUnder, InputUnder, NoContract, OutcomeHint } from '../endpoint/endpoint-type.js'
import type { Permitted } from '../endpoint/permitted-outcome.js'
import type { Handler, Middleware, Next } from '../http/http.js'
import type { AllowedMethods } from './allowed-methods.js'
import { type ListOperations, nestedOperations } from './nested-routes.js'

/** The verbs whose routes take endpoints. */
const verbs = ['get', 'head', 'post', 'put', 'patch', 'delete'] as const
type VerbName = (typeof verbs)[number]

/** The interface that `api.routes` needs of a router. Routers of Express 4 and 5 have it. */
export interface RouterLike {
  // biome-ignore lint/suspicious/noExplicitAny: routers type their paths and handlers in ways of their own
  all(path: any, ...handlers: any[]): unknown
}

/** Adds a route that is answered by an endpoint, and returns the routes for the next. Each number of arguments has one form: the compiler explains a mistake by that form alone. */
export interface Verb<Self = unknown> {
  <const Path extends string>(path: Path, endpoint: EndpointUnder<NoContract, Path>): Self
  <const Path extends string, const C extends Contract, Outcome extends OutcomeHint<C> = never>(
    path: Path & Permitted<Outcome, C>,
    contract: C,
    endpoint: Endpoint<InputUnder<C, Path>, Outcome>,
  ): Self
}

/** The router that was given, with verbs that take endpoints. It is mounted as any other router. */
export type Routes<R extends RouterLike> = Middleware &
  Omit<R, VerbName | 'operations'> &
  Readonly<Record<VerbName, Verb<Routes<R>>>> &
  Described

/** An object with its operations, in the order of addition, those of nested routers of `api.routes` included. */
export interface Described {
  readonly operations: readonly Operation[]
}

/** An endpoint that is wired, with what there is to tell about it. */
export interface MadeEndpoint {
  readonly handler: Handler
  readonly description: OperationDescription
}

/** Wires one endpoint. */
export type MakeEndpoint = (contract: Contract, endpoint: Endpoint<never, unknown>) => MadeEndpoint

/**
 * Gives `router` verbs that take endpoints. Routes stay in the order in which they were added, middleware between them
 * included. A request whose path fits and whose method does not goes on, so that other routes may answer it; which methods
 * would have fitted is remembered for the fallback.
 *
 * @throws TypeError for an application, or what is no router
 */
export function routesOn<R extends RouterLike>(
  router: R,
  makeEndpoint: MakeEndpoint,
  allowed: AllowedMethods,
): Routes<R> {
  checkRouter(router)
  if (Object.hasOwn(router, 'operations')) return router as unknown as Routes<R> // it has its verbs already
  const lists: ListOperations[] = []
  Object.defineProperty(router, 'operations', { get: () => lists.flatMap((list) => list()) })
  noteNested(router, lists)
  for (const verb of verbs) {
    Object.defineProperty(router, verb, { value: addRoute, configurable: true, writable: true })
    function addRoute(path: unknown, ...rest: readonly unknown[]): R {
      const { contract, endpoint } = routeArguments(verb, path, rest)
      const { handler, description } = makeEndpoint(contract, endpoint)
      const patches = verb === 'patch' ? (contract.consumes ?? []) : []
      router.all(path, gate(methodsOf(verb), patches, allowed, handler))
      const grammar = grammarOf(router)
      const operation = { method: verb.toUpperCase(), mounts: [], path: String(path), grammar, ...description }
      lists.push(() => [operation])
      return router
    }
  }
  return router as unknown as Routes<R>
}

/** Notes the routers that `router.use` is given, before it mounts them. */
function noteNested(router: RouterLike & { use?: unknown }, lists: ListOperations[]): void {
  const { use } = router
  if (typeof use !== 'function') return
  const noting = (...given: readonly unknown[]): unknown => {
    const mounted: unknown = Reflect.apply(use, router, given)
    lists.push(nestedOperations(given))
    return mounted
  }
  Object.defineProperty(router, 'use', { value: noting, configurable: true, writable: true })
}

/** The grammar of its paths: a route of Express 4 is a regular expression. */
function grammarOf(router: RouterLike & { readonly stack?: readonly { readonly regexp?: unknown }[] }): PathGrammar {
  return router.stack?.at(-1)?.regexp instanceof RegExp ? 'express4' : 'express5'
}

/** Express asks applications for their settings by `get`, which therefore cannot be a verb of ours. */
function checkRouter(router: RouterLike): void {
  if (typeof router?.all === 'function' && !('listen' in router)) return
  throw new TypeError('api.routes() takes a router, such as Router() of Express, which an application then uses')
}

/** A route for GET answers HEAD as well (RFC 9110 §9.3.2). */
function methodsOf(verb: VerbName): readonly string[] {
  return verb === 'get' ? ['GET', 'HEAD'] : [verb.toUpperCase()]
}

/** Lets the right methods through to what is behind it; others go on, and what would have fitted is remembered. */
function gate(
  methods: readonly string[],
  patches: readonly string[],
  allowed: AllowedMethods,
  behind: Handler,
): Middleware {
  return (request: IncomingMessage, response: ServerResponse, next: Next) => {
    if (methods.includes(request.method ?? '')) return behind(request, response, next)
    allowed.remember(request, methods, patches)
    return next('route')
  }
}

interface RouteArguments {
  readonly contract: Contract
  readonly endpoint: Endpoint<never, unknown>
}

function routeArguments(verb: VerbName, path: unknown, rest: readonly unknown[]): RouteArguments {
  const [contract, endpoint] = rest.length === 1 ? [{}, rest[0]] : rest
  if (rest.length > 1 && rest.every((each) => typeof each === 'function')) {
    throw new TypeError(`middleware of a route is part of its contract: ${verb}(path, { use: [middleware] }, endpoint)`)
  }
  if (typeof path !== 'string' || rest.length < 1 || rest.length > 2 || typeof contract !== 'object') {
    throw new TypeError(
      `a route is added as ${verb}(path, endpoint) or ${verb}(path, contract, endpoint), the path a string`,
    )
  }
  return { contract: contract as Contract, endpoint: endpoint as Endpoint<never, unknown> }
}
