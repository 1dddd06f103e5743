import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Contract } from './contract/contract.js'
import type { AnyProblemType } from './contract/problem-type.js'
import { answerRequest } from './endpoint/endpoint.js'
import type { Endpoint, EndpointUnder, InputUnder, NoContract, OutcomeHint } from './endpoint/endpoint-type.js'
import type { Permitted } from './endpoint/permitted-outcome.js'
import { type RenderedAnswer, type RenderOptions, renderAlone } from './endpoint/render-alone.js'
import { descriptionOf, wireEndpoint } from './endpoint/wire-endpoint.js'
import type { Wiring } from './endpoint/wiring.js'
import { withMiddleware } from './endpoint/with-middleware.js'
import { exchangeOf } from './http/exchange.js'
import type { Handler } from './http/http.js'
import { type EndwareOptions, wiringOf } from './options.js'
import type { FailureCode } from './outcomes/failure-code.js'
import { reportFailure } from './outcomes/report.js'
import { AllowedMethods } from './routing/allowed-methods.js'
import { type Fallback, fallbackOf } from './routing/fallback.js'
import { addProblemRoutes } from './routing/problem-routes.js'
import { type MadeEndpoint, type RouterLike, type Routes, routesOn } from './routing/routes.js'
import { breakOff } from './writing/break-off.js'

/** The response layer of an application, made by `endware()`. */
export interface Endware {
  /** Returns a handler that runs the endpoint, for a route of Express, a Connect-style router or `http.createServer`. */
  endpoint(endpoint: EndpointUnder<NoContract>): Handler
  endpoint<const C extends Contract, Outcome extends OutcomeHint<C> = never>(
    contract: C & Permitted<Outcome, C>,
    endpoint: Endpoint<InputUnder<C>, Outcome>,
  ): Handler
  /** Returns the same router with verbs that take endpoints. It also answers 405, OPTIONS and HEAD. */
  routes<R extends RouterLike>(router: R): Routes<R>
  /**
   * The router, with routes that describe these types of problems to whoever follows one: `GET /problems/{name}`, the name being
   * the end of the type, and `GET /problems`, which lists them.
   *
   * @param path where they are. @default '/problems'
   * @throws TypeError for a type that does not lead there
   */
  problems<R extends RouterLike>(router: R, types: readonly AnyProblemType[], path?: string): Routes<R>
  /**
   * The end of the chain: unknown paths, wrong methods and errors of other middleware, all in the envelope. `app.use` of Express
   * takes it as it is; elsewhere, `const [unanswered, failed] = api.fallback()`.
   *
   * @throws TypeError where it is used without being called: `app.use(api.fallback)`
   */
  fallback(): Fallback
  /** Returns the answer of an outcome, without HTTP. A function is called as an endpoint is. */
  render(outcome: unknown, options?: RenderOptions): Promise<RenderedAnswer>
}

/**
 * Makes the response layer of an application: JSON and XML, and the default envelope, unless the options say otherwise.
 *
 * @throws TypeError for a wrong option, when the application starts
 */
export function endware(options: EndwareOptions = {}): Endware {
  const wiring = wiringOf(options)
  const allowed = new AllowedMethods()
  const [, failed] = fallbackOf(wiring, allowed)
  const makeEndpoint = (contract: Contract, endpoint: Endpoint<never, unknown>): MadeEndpoint => {
    const wired = wireEndpoint(contract, endpoint, wiring)
    const answering: Handler = (request, response) =>
      void answerRequest(request, response, wired, wiring).catch((cause) => lastWord(request, response, cause, wiring))
    const handler = contract.use === undefined ? answering : withMiddleware(contract.use, answering, failed)
    return { handler, description: descriptionOf(contract, wired, wiring) }
  }
  return Object.freeze({
    endpoint: (first: Contract | Endpoint<never, unknown>, second?: Endpoint<never, unknown>) =>
      second === undefined
        ? makeEndpoint({}, first as Endpoint<never, unknown>).handler
        : makeEndpoint(first as Contract, second).handler,
    routes: <R extends RouterLike>(router: R) => routesOn(router, makeEndpoint, allowed),
    problems: <R extends RouterLike>(router: R, types: readonly AnyProblemType[], path?: string) =>
      addProblemRoutes(routesOn(router, makeEndpoint, allowed), types, path),
    fallback: calledOnce(() => fallbackOf(wiring, allowed)),
    render: (outcome: unknown, how: RenderOptions = {}) => renderAlone(outcome, how, wiring),
  })
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
function lastWord(request: IncomingMessage, response: ServerResponse, cause: unknown, { onFailure }: Wiring): void {
  reportFailure(onFailure, exchangeOf(request, response), {
    code: 'last-resort' satisfies FailureCode,
    status: 500,
    cause,
  })
  breakOff(response)
}
