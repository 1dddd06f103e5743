import type { IncomingHttpHeaders } from 'node:http'
import type { Contract, Responses } from './contract.js'
import type { EndpointInput } from './endpoint-input.js'
import type { PathParams } from './path-params.js'
import type { Result } from './result.js'
import type { OutputOf, StandardSchema } from './standard-schema.js'

/** A function that answers requests by returning values or errors, or an object whose `handle` is one. */
export type Endpoint<Input, Outcome> = EndpointFunction<Input, Outcome> | EndpointObject<Input, Outcome>

/** An endpoint as a function. */
export type EndpointFunction<Input, Outcome> = (input: Input) => Outcome | PromiseLike<Outcome>

/** An endpoint as an object. */
export interface EndpointObject<Input, Outcome> {
  handle(input: Input): Outcome | PromiseLike<Outcome>
}

/** A contract that says nothing. */
export type NoContract = { readonly [Member in 'params' | 'query' | 'headers' | 'body' | 'responses']?: undefined }

/** What an endpoint is given under this contract; the path tells the parameters where the contract has no schema for them. */
export type InputUnder<C extends Contract, Path extends string = string> = EndpointInput<
  Checked<C['params'], PathParams<Path>>,
  Checked<C['query'], Readonly<Record<string, string | readonly string[]>>>,
  Checked<C['headers'], IncomingHttpHeaders>,
  Checked<C['body'], undefined>
>

type Checked<Schema, Unchecked> = Schema extends StandardSchema ? OutputOf<Schema> : Unchecked

/** What an endpoint may return under this contract: anything, where it does not say what is answered. */
export type OutcomeUnder<C extends Contract> = C['responses'] extends Responses ? Declared<C['responses']> : unknown

type Declared<R extends Responses> =
  | Error
  | Results<R>[keyof R & number]
  | BareValue<R>
  | BareNothing<R>
  | BareStatus<R>

type Results<R extends Responses> = {
  [S in keyof R & number]: Result<R[S] extends StandardSchema ? OutputOf<R[S]> : undefined, S>
}
/** A value by itself is a 200. */
type BareValue<R extends Responses> = R extends { readonly 200: StandardSchema } ? OutputOf<R[200]> : never
/** Nothing at all is a 204. */
type BareNothing<R extends Responses> = R extends { readonly 204: unknown } ? undefined | null : never
/** A number by itself is a status without content. */
type BareStatus<R extends Responses> = { [S in keyof R & number]: R[S] extends null ? S : never }[keyof R & number]
