import type { IncomingHttpHeaders } from 'node:http'
import type { HttpRequest } from '../http/http.js'
import type { Cookies } from '../http/request-cookies.js'
import type { Result } from '../outcomes/result.js'
import { brands, isBranded } from '../values/brand.js'
import { checkOptions } from '../values/check-options.js'
import { type AnyProblemType, checkProblemTypes } from './problem-type.js'
import { checkFailures, type Responses } from './responses.js'
import { checkSecurity, type Security } from './security-requirement.js'

/**
 * The argument of a provider: the parts of a request that are known before the format is negotiated and the body is read. A provider that
 * needs names of earlier ones says so: `({ context }: ProviderInput<{ user: User }>) => …`.
 *
 * @example
 * const userOf = ({ cookies }: ProviderInput) => ({ user: cookies.user ?? 'nobody' })
 * routes.get('/user', { use: [provide(userOf)] }, ({ context }) => ({ name: context.user }))
 */
export interface ProviderInput<Context extends object = NoContext> {
  /** The path parameters as the router decoded them. A wildcard is an array. */
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The header fields by lower-case name. */
  readonly headers: IncomingHttpHeaders
  /** The cookies by name. */
  readonly cookies: Cookies
  readonly request: HttpRequest
  /** A signal that fires when the client leaves and at the deadline. */
  readonly signal: AbortSignal
  /** The names that the providers before this one gave. */
  readonly context: Context
}

/**
 * The context of an endpoint or provider that no provider precedes.
 *
 * @example
 * const countNames = ({ context }: { readonly context: NoContext }) => ({ names: Object.keys(context).length })
 * routes.get('/names', countNames)
 */
export type NoContext = Readonly<Record<never, never>>

/**
 * The options of `provide`. They are documented for every operation that uses the provider.
 *
 * @example
 * const options: ProviderOptions = { responses: { 401: 'The caller is unknown.' } }
 * const caller = provide(({ headers }) => (headers.from === undefined ? unauthorized() : { from: headers.from }), options)
 * routes.get('/me', { use: [caller] }, ({ context }) => ({ name: context.from }))
 */
export interface ProviderOptions {
  /** The security requirement that the provider enforces: `{ bearer: [] }`, or alternatives. @default none */
  readonly security?: Security
  /** The failures that it returns or throws, by status from 400 to 599, as a contract declares them. @default none */
  readonly responses?: Responses
  /** The problem types that it returns or throws. @default none */
  readonly problems?: readonly AnyProblemType[]
}

declare const given: unique symbol

/**
 * A provider, made by `provide`. It stands in the `use` of a contract or a router.
 *
 * @example
 * const tenant: Provider<never, { tenant: string }> = provide(({ headers }) => ({ tenant: headers.host ?? '' }))
 * routes.get('/tenant', { use: [tenant] }, ({ context }) => ({ name: context.tenant }))
 */
export interface Provider<in Needs extends object = never, out Adds extends object = object> extends ProviderOptions {
  readonly run: (input: ProviderInput<Needs>) => unknown
  readonly [given]?: Adds
}

/**
 * Values that a provider may return: an object of names for `context`, nothing, a redirect, or a failure. Lists, text and streams are
 * none of these.
 *
 * @example
 * const elsewhere: ProviderOutcome = seeOther('/sign-in')
 * const signIn = provide(() => elsewhere)
 * routes.get('/orders', { use: [signIn] }, () => [])
 */
export type ProviderOutcome = (object & NoStream) | number | Nothing

/** A type of objects that are no lists, streams or promises. */
interface NoStream {
  readonly [Symbol.iterator]?: never
  readonly [Symbol.asyncIterator]?: never
  readonly then?: never
}

// biome-ignore lint/suspicious/noConfusingVoidType: functions that return nothing return void
type Nothing = undefined | null | void

/** The names that a provider with this outcome adds to `context`. If it may return nothing, they may be absent. */
export type Added<Outcome> = [Granted<Outcome>] extends [never]
  ? NoContext
  : [Extract<Outcome, Nothing>] extends [never]
    ? Granted<Outcome>
    : Partial<Granted<Outcome>>

type Granted<Outcome> = Outcome extends Error | Result<unknown, number>
  ? never
  : Outcome extends object
    ? Outcome
    : never

/**
 * Makes a provider: a function that runs before the endpoint and adds typed names to its `context`. It runs before the format is
 * negotiated and before the body is read. An error, a problem, or a result or number from 400, returned or thrown, is the answer; the
 * endpoint is then not called. So is a redirect that is returned, such as `seeOther('/sign-in')`. An object joins `context`, where a later
 * provider's name wins. Nothing adds nothing. Anything else is a 500 `invalid-context`.
 *
 * @throws TypeError for what is no function, for a wrong option, and for a response that is no failure
 * @example
 * const sessions = { userOf: async (token = '') => (token === '' ? undefined : { name: 'Ada' }) }
 * const users = new Map([['Bearer t-1', { name: 'Ada' }]])
 * const signedIn = provide(
 *   ({ headers }) => {
 *     const user = users.get(headers.authorization ?? '')
 *     return user === undefined ? unauthorized('sign in first') : { user }
 *   },
 *   { security: { bearer: [] }, responses: { 401: 'Sign in first' } },
 * )
 * const api = endware()
 * const me = api.endpoint({ use: [signedIn] }, ({ context }) => ({ name: context.user.name }))
 */
export function provide<Outcome extends ProviderOutcome, Needs extends object = NoContext>(
  run: (input: ProviderInput<Needs>) => Outcome | Promise<Outcome> | PromiseLike<Outcome>,
  options: ProviderOptions = {},
): Provider<Needs, Added<Outcome>> {
  if (typeof run !== 'function' || run.length > 1) {
    throw new TypeError(
      'provide() takes a function of one argument, ({ headers, context }) => ({ user }); a middleware of (request, response, next) stands in `use` as it is',
    )
  }
  checkOptions('provide()', options, ['security', 'responses', 'problems'])
  const { security, responses, problems } = options
  if (security !== undefined) checkSecurity('provide()', security)
  if (responses !== undefined) checkFailures('provide()', responses)
  if (problems !== undefined) checkProblemTypes('provide()', problems)
  return Object.freeze({ ...options, run, [brands.provider]: true as const })
}

/** Reports whether `value` was made by `provide`, of this copy of the package or another. */
export function isProvider(value: unknown): value is Provider {
  return isBranded(value, brands.provider)
}

/** @throws TypeError unless `use` is an array of middleware and providers */
export function checkUse(owner: string, use: unknown): void {
  if (!Array.isArray(use) || !use.every((each) => typeof each === 'function' || isProvider(each))) {
    throw new TypeError(`${owner}'s use must be an array of middleware and of providers, which provide() makes`)
  }
  if (use.every((each) => typeof each !== 'function' || each.length < 4)) return
  throw new TypeError(
    `${owner}'s use has an error handler (error, request, response, next); expected middleware (request, response, next): give error handlers to the application, after the routes`,
  )
}
