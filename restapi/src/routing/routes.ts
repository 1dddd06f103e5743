import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Contract } from '../contract/contract.js'
import type { OperationDescription, PathGrammar } from '../contract/operation.js'
import type { Responses } from '../contract/responses.js'
import type { Endpoint } from '../endpoint/endpoint-type.js'
import type { ResourceMethod } from '../formats/page.js'
import { mediaTypesOf } from '../formats/supported-media-type.js'
import { acceptQuery } from '../http/accept-query.js'
import type { Fields } from '../http/fields.js'
import type { Handler, Middleware, Next } from '../http/http.js'
import type { AllowedMethods } from './allowed-methods.js'
import { type ListOperations, nestedOperations } from './nested-routes.js'
import { checkDefaults, type RouterDefaults, underDefaults } from './router-defaults.js'
import { type RouterLike, type Routes, type VerbName, verbs } from './routes-type.js'

/** A wired endpoint, with its description for `operations`. */
export interface MadeEndpoint {
  readonly handler: Handler
  readonly description: OperationDescription
}

/** The route of an endpoint. */
export interface EndpointRoute {
  readonly method: string
  /** The path; `undefined` where parameters may come from elsewhere. */
  readonly path?: string | undefined
  /** The failures that the router declares. */
  readonly failures?: Responses | undefined
  /** The methods of the routes with the same path; later routes add theirs. */
  readonly resource: readonly ResourceMethod[]
}

/** A function that wires one endpoint. @param route absent for an endpoint that is routed by other means */
export type MakeEndpoint = (
  contract: Contract,
  endpoint: Endpoint<never, unknown>,
  route?: EndpointRoute,
) => MadeEndpoint

/**
 * Gives `router` verbs that take endpoints. Routes and middleware run in the order in which they were added. When the path of a request
 * matches and its method does not, later routes may answer it, and the methods of the path are remembered for the 405 of the fallback.
 *
 * @throws TypeError when `router` is an application or no router
 */
export function routesOn<R extends RouterLike>(
  router: R,
  makeEndpoint: MakeEndpoint,
  allowed: AllowedMethods,
  defaults?: RouterDefaults,
): Routes<R> {
  checkRouter(router)
  if (defaults !== undefined) checkDefaults(defaults)
  const hasVerbs = Object.hasOwn(router, 'operations')
  if (hasVerbs && defaults !== undefined) {
    throw new TypeError('api.routes() takes the defaults of a router once, when it gives the router its verbs')
  }
  if (hasVerbs) return router as unknown as Routes<R>
  const lists: ListOperations[] = []
  const resources = new Map<string, Resource>()
  Object.defineProperty(router, 'operations', { get: () => lists.flatMap((list) => list()) })
  noteNested(router, lists)
  for (const verb of verbs) {
    Object.defineProperty(router, verb, { value: addRoute, configurable: true, writable: true })
    function addRoute(at: unknown, ...rest: readonly unknown[]): R {
      const { path, contract: given, endpoint } = routeArguments(verb, at, rest)
      const contract = underDefaults(given, defaults)
      const resource: Resource = resources.get(path) ?? { methods: [] }
      resources.set(path, resource)
      resource.methods.push(...methodsOf(verb).map((each) => resourceMethod(each, contract)))
      const method = verb.toUpperCase()
      const { handler, description } = makeEndpoint(contract, endpoint, {
        method,
        path: hasAllParameters(router) ? path : undefined,
        failures: defaults?.responses,
        resource: resource.methods,
      })
      const patches = verb === 'patch' ? (contract.consumes ?? []) : []
      if (verb === 'query') resource.queries ??= acceptQuery(mediaTypesOf(description.reads))
      router.all(path, gate({ methods: methodsOf(verb), patches, resource }, allowed, handler))
      const operation = { method, mounts: [], path, grammar: grammarOf(router), ...description }
      lists.push(() => [operation])
      return router
    }
  }
  return router as unknown as Routes<R>
}

/** Replaces `router.use` with a function that also lists the operations of the routers that it mounts. */
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

/** Returns the grammar of the paths of a router. Express 4 compiles a route to a regular expression. */
function grammarOf(router: RouterLike & { readonly stack?: readonly { readonly regexp?: unknown }[] }): PathGrammar {
  return router.stack?.at(-1)?.regexp instanceof RegExp ? 'express4' : 'express5'
}

/** Reports whether the paths of a router of Express name all parameters: it takes none from the path at which it is mounted. */
function hasAllParameters(router: RouterLike & { readonly mergeParams?: unknown }): boolean {
  return 'mergeParams' in router && !router.mergeParams
}

/** Refuses applications: Express reads their settings with `get`, so `get` cannot add routes with endpoints there. */
function checkRouter(router: RouterLike): void {
  if (typeof router?.all === 'function' && !('listen' in router)) return
  throw new TypeError('api.routes() takes a router, such as Router() of Express, which an application then uses')
}

function resourceMethod(method: string, { body, consumes, requireIfMatch = false }: Contract): ResourceMethod {
  return { method, requiresVersion: requireIfMatch, consumes: body === undefined ? [] : consumes }
}

/** Returns the methods that a route answers. One for GET answers HEAD as well (RFC 9110 §9.3.2). */
function methodsOf(verb: VerbName): readonly string[] {
  return verb === 'get' ? ['GET', 'HEAD'] : [verb.toUpperCase()]
}

/** The state that the routes of one router with the same path share. */
interface Resource {
  /** The field `Accept-Query`, when one of the routes is for QUERY. */
  queries?: Fields
  readonly methods: ResourceMethod[]
}

/** The requests that one route takes. */
interface Gate {
  readonly methods: readonly string[]
  /** The media types that a PATCH takes. */
  readonly patches: readonly string[]
  readonly resource: Resource
}

/**
 * Passes requests with one of the methods to `handler`. Others go to the next route, after the methods are remembered for the 405. Adds
 * `Accept-Query` to every answer of a resource with QUERY, unless middleware has set it (RFC 10008 §3).
 */
function gate({ methods, patches, resource }: Gate, allowed: AllowedMethods, handler: Handler): Middleware {
  return (request: IncomingMessage, response: ServerResponse, next: Next) => {
    if (resource.queries !== undefined && !response.headersSent) addFields(response, resource.queries)
    if (methods.includes(request.method ?? '')) return handler(request, response, next)
    allowed.remember(request, methods, patches)
    return next('route')
  }
}

/** Sets the fields that are not set yet. */
function addFields(response: ServerResponse, fields: Fields): void {
  for (const { name, value } of fields) if (!response.hasHeader(name)) response.setHeader(name, value)
}

interface RouteArguments {
  readonly path: string
  readonly contract: Contract
  readonly endpoint: Endpoint<never, unknown>
}

/** Returns the arguments of a verb. @throws TypeError that shows the right form */
function routeArguments(verb: VerbName, path: unknown, rest: readonly unknown[]): RouteArguments {
  const [contract, endpoint] = rest.length === 1 ? [{}, rest[0]] : rest
  if (rest.length > 1 && rest.every((each) => typeof each === 'function')) {
    throw new TypeError(`middleware of a route is part of its contract: ${verb}(path, { use: [middleware] }, endpoint)`)
  }
  if (
    typeof path !== 'string' ||
    rest.length < 1 ||
    rest.length > 2 ||
    typeof contract !== 'object' ||
    contract === null
  ) {
    throw new TypeError(
      `a route is added as ${verb}(path, endpoint) or ${verb}(path, contract, endpoint), the path a string`,
    )
  }
  return { path, contract: contract as Contract, endpoint: endpoint as Endpoint<never, unknown> }
}
