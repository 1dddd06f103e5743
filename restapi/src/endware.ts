import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Contract } from './contract/contract.js'
import { plainContract } from './contract/plain-contract.js'
import type { AnyProblemType } from './contract/problem-type.js'
import type { Supplied } from './endpoint/context-type.js'
import { answerRefusal, answerRequest } from './endpoint/endpoint.js'
import type { Endpoint, EndpointUnder, InputUnder, NoContract, OutcomeHint } from './endpoint/endpoint-type.js'
import type { Permitted } from './endpoint/permitted-outcome.js'
import type { Provision } from './endpoint/provision.js'
import { type RenderedAnswer, type RenderOptions, renderAlone } from './endpoint/render-alone.js'
import { descriptionOf, wireEndpoint } from './endpoint/wire-endpoint.js'
import type { Wiring } from './endpoint/wiring.js'
import { type ChainEnds, withMiddleware } from './endpoint/with-middleware.js'
import { exchangeOf } from './http/exchange.js'
import type { Handler } from './http/http.js'
import { type EndwareOptions, wiringOf } from './options.js'
import type { FailureCode } from './outcomes/failure-code.js'
import { reportFailure } from './outcomes/report.js'
import { AllowedMethods } from './routing/allowed-methods.js'
import { type Fallback, fallbackOf } from './routing/fallback.js'
import { addProblemRoutes } from './routing/problem-routes.js'
import type { RouterDefaults } from './routing/router-defaults.js'
import { type MakeEndpoint, routesOn } from './routing/routes.js'
import type { RouterLike, Routes } from './routing/routes-type.js'
import { authentication } from './security/authentication.js'
import type { VerifiedContext } from './security/context-type.js'
import { type NoSchemes, type SecuritySchemes, wireSecurity } from './security/wired-security.js'
import { withRefusalHandler } from './server/refusal-handler.js'
import { breakOff } from './writing/break-off.js'

/**
 * The response layer of an application, made by `endware()`.
 *
 * @example
 * const addHealth = (to: Endware, path: string) => to.routes(Router()).get(path, () => ({ state: 'up' }))
 * app.use(addHealth(api, '/health'))
 */
export interface Endware<Schemes extends SecuritySchemes = NoSchemes> {
  /** Returns a handler that runs the endpoint, for a route of Express, a Connect-style router or `http.createServer`. */
  endpoint(endpoint: EndpointUnder<NoContract>): Handler
  endpoint<const C extends Contract, Outcome extends OutcomeHint<C> = never>(
    contract: C & Permitted<Outcome, C> & Supplied<C['use'], VerifiedContext<C['security'], Schemes>>,
    endpoint: Endpoint<InputUnder<C, string, VerifiedContext<C['security'], Schemes>>, Outcome>,
  ): Handler
  /** Returns the same router with verbs that take endpoints. It also answers 405, OPTIONS and HEAD, and has `Accept-Query`. */
  routes<R extends RouterLike>(router: R): Routes<R, never, Schemes>
  /**
   * Returns the same router with verbs that take endpoints, and with defaults for their contracts. Routers that it mounts do not get the
   * defaults.
   *
   * @throws TypeError for a wrong default, and for a router that has its verbs already
   * @example
   * const tenant = provide(({ headers }) => ({ tenant: String(headers['x-tenant']) }))
   * const orders = api.routes(Router(), { use: [tenant], tags: ['orders'], responses: { 404: 'There is no such order' } })
   * orders.get('/orders', ({ context }) => ({ ordersOf: context.tenant }))
   */
  routes<R extends RouterLike, const D extends RouterDefaults>(
    router: R,
    defaults: D & Supplied<D['use'], VerifiedContext<D['security'], Schemes>>,
  ): Routes<R, D, Schemes>
  /**
   * Returns the same router with routes that describe problem types to people: `GET /problems/{name}` describes the type that ends in
   * `/{name}`, and `GET /problems` lists all types.
   *
   * @param path the path of the list. @default '/problems'
   * @throws TypeError for a type that is not a path below it
   */
  problems<R extends RouterLike>(router: R, types: readonly AnyProblemType[], path?: string): Routes<R, never, Schemes>
  /**
   * Returns the handlers for the end of the chain. They answer unknown paths, wrong methods and errors of other middleware, in the
   * envelope. `app.use` of Express takes both at once; elsewhere, `const [unanswered, failed] = api.fallback()`.
   *
   * @throws TypeError when it is passed on without a call: `app.use(api.fallback)`
   */
  fallback(): Fallback
  /**
   * Returns the answer of an outcome, without HTTP. A function is called with the input of an endpoint: the query and cookies of the
   * options, and their `context`. Nothing before the endpoint runs, since there is no request: no middleware, no provider and no security
   * of a contract, and neither body nor parameters are read or validated. The contract decides the formats and the content of the answer.
   */
  render(outcome: unknown, options?: RenderOptions): Promise<RenderedAnswer>
}

/**
 * Makes the response layer of an application: JSON and XML, and the default envelope, unless the options say otherwise.
 *
 * @throws TypeError for a wrong option, when the application starts
 * @example
 * const api = endware()
 * const routes = api.routes(Router())
 * routes.get('/products/:id', ({ params }) => notFound(`no product ${params.id}`))
 * const app = express().use(routes).use(api.fallback())
 */
export function endware<const Schemes extends SecuritySchemes = NoSchemes>(
  options: EndwareOptions<Schemes> = {},
): Endware<Schemes> {
  const wiring = wiringOf(options)
  const allowed = new AllowedMethods()
  const [, failed] = fallbackOf(wiring, allowed)
  const makeEndpoint: MakeEndpoint = (given, endpoint, route) => {
    const contract = plainContract(given)
    const security = wiring.schemes === undefined ? undefined : wireSecurity(contract.security, wiring.schemes)
    const wired = wireEndpoint(contract, endpoint, wiring, { ...route, security })
    const use = security === undefined ? contract.use : [...authentication(security), ...(contract.use ?? [])]
    const answer = (request: IncomingMessage, response: ServerResponse, provision?: Provision): void =>
      void answerRequest(request, response, wired, wiring, provision).catch((cause) =>
        lastWord(request, response, cause, wiring),
      )
    const refuse: ChainEnds['refuse'] = (request, response, refusal, provision) =>
      void answerRefusal(request, response, refusal, wired, wiring, provision).catch((cause) =>
        lastWord(request, response, cause, wiring),
      )
    const handler: Handler =
      use === undefined
        ? (request, response) => answer(request, response)
        : withMiddleware(use, { answer, refuse, fail: failed }, wiring.timeout)
    return { handler, description: descriptionOf(contract, wired, wiring) }
  }
  const api: Record<keyof Endware, unknown> = Object.freeze({
    endpoint: (first: Contract | Endpoint<never, unknown>, second?: Endpoint<never, unknown>) => {
      const { handler } =
        second === undefined
          ? makeEndpoint({}, first as Endpoint<never, unknown>)
          : makeEndpoint(first as Contract, second)
      return withRefusalHandler(handler, failed)
    },
    routes: <R extends RouterLike>(router: R, defaults?: RouterDefaults) =>
      routesOn(router, makeEndpoint, allowed, defaults),
    problems: <R extends RouterLike>(router: R, types: readonly AnyProblemType[], path?: string) =>
      addProblemRoutes(routesOn(router, makeEndpoint, allowed), types, path),
    fallback: calledOnce(() => fallbackOf(wiring, allowed)),
    render: (outcome: unknown, how: RenderOptions = {}) => renderAlone(outcome, how, wiring),
  })
  return api as unknown as Endware<Schemes> // the types of defaults and schemes exist for the compiler only
}

/**
 * Makes `fallback`, which must be called when the application is wired. Express asks whatever `app.use` is given for a `handle`, to know
 * applications by it; so `app.use(api.fallback)` fails there and then. Elsewhere the first request fails, instead of waiting for ever.
 */
function calledOnce(fallback: () => Fallback): Endware['fallback'] {
  const refuse = (): never => {
    throw new TypeError('api.fallback was not called: write app.use(api.fallback())')
  }
  const checked = (...given: readonly unknown[]): Fallback => (given[0] === undefined ? fallback() : refuse())
  return Object.defineProperty(checked, 'handle', { get: refuse })
}

/** Reports a failure of the library itself, and breaks the connection so that the client does not wait. */
function lastWord(request: IncomingMessage, response: ServerResponse, cause: unknown, wiring: Wiring): void {
  reportFailure(wiring.onFailure, exchangeOf(request, response, wiring.secretParameters), {
    code: 'last-resort' satisfies FailureCode,
    status: 500,
    cause,
  })
  breakOff(response)
}
