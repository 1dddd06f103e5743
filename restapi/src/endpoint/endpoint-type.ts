import type { IncomingHttpHeaders } from 'node:http'
import type { Contract } from '../contract/contract.js'
import type { PathParams } from '../contract/path-params.js'
import type { AnyProblemType, TypedProblem } from '../contract/problem-type.js'
import type { NoContext } from '../contract/provider.js'
import type { DescribedResponse, Responses } from '../contract/responses.js'
import type { Cookies } from '../http/request-cookies.js'
import type { Result } from '../outcomes/result.js'
import type { ServerSentEvent } from '../outcomes/server-sent-event.js'
import type { AnySchema, OutputOf } from '../schema/standard-schema.js'
import type { ContextOf } from './context-type.js'
import type { EndpointInput } from './endpoint-input.js'

/**
 * A function that answers requests by returning values or errors, or an object whose `handle` is one.
 *
 * @example
 * const health: Endpoint<unknown, { state: string }> = () => ({ state: 'up' })
 * routes.get('/health', health)
 */
export type Endpoint<Input, Outcome> = EndpointFunction<Input, Outcome> | EndpointObject<Input, Outcome>

/**
 * An endpoint as a function.
 *
 * @example
 * const health: EndpointFunction<unknown, { status: string }> = () => ({ status: 'up' })
 * routes.get('/health', health)
 */
export type EndpointFunction<Input, Outcome> = (input: Input) => Answering<Outcome>

/**
 * An endpoint as an object.
 *
 * @example
 * class Health implements EndpointObject<unknown, { status: string }> {
 *   handle() {
 *     return { status: 'up' }
 *   }
 * }
 * routes.get('/health', new Health())
 */
export interface EndpointObject<Input, Outcome> {
  handle(input: Input): Answering<Outcome>
}

/** `Promise` is named besides `PromiseLike` because the message of the compiler then shows the wrong member inside a promise. */
type Answering<Outcome> = Outcome | Promise<Outcome> | PromiseLike<Outcome>

/**
 * A contract without members.
 *
 * @example
 * const none: NoContract = {}
 * routes.get('/time', none, () => ({ time: Date.now() }))
 */
export type NoContract = {
  readonly [Member in
    | 'params'
    | 'query'
    | 'headers'
    | 'cookies'
    | 'body'
    | 'responses'
    | 'use'
    | 'security']?: undefined
}

/**
 * An endpoint that keeps to this contract.
 *
 * @example
 * const contract = { responses: { 200: z.object({ name: z.string() }), 404: 'There is no such product.' } }
 * const show: EndpointUnder<typeof contract, '/products/:id'> = ({ params }) =>
 *   params.id === '7' ? { name: 'Chair' } : notFound()
 * routes.get('/products/:id', contract, show)
 */
export type EndpointUnder<
  C extends Contract,
  Path extends string = string,
  Before extends object = NoContext,
> = Endpoint<InputUnder<C, Path, Before>, OutcomeUnder<C>>

/**
 * The input of an endpoint under this contract. The path gives the types of `params` when the contract has no schema for them; `Before`
 * is the context that the providers of the router give.
 *
 * @example
 * const contract = { body: z.object({ name: z.string() }) }
 * const add = ({ body }: InputUnder<typeof contract>) => created({ name: body.name })
 * routes.post('/products', contract, add)
 */
export type InputUnder<
  C extends Contract,
  Path extends string = string,
  Before extends object = NoContext,
> = EndpointInput<
  C['params'] extends AnySchema ? OutputOf<C['params']> : Checked<C['params'], PathParams<Path>>,
  Checked<C['query'], Readonly<Record<string, string | readonly string[]>>>,
  Checked<C['headers'], IncomingHttpHeaders>,
  Checked<C['body'], undefined>,
  Checked<C['cookies'], Cookies>,
  ContextOf<C['use'], Before>
> &
  (C['rawBody'] extends true ? RawBody : unknown)

/**
 * The part of the input that a contract with `rawBody` adds.
 *
 * @example
 * const sizeOf = ({ rawBody }: RawBody) => rawBody.byteLength
 * routes.post('/hooks', { body: z.unknown(), rawBody: true }, (input) => ({ bytes: sizeOf(input) }))
 */
export interface RawBody {
  /** The bytes of the body, after its content coding is removed; empty for a request without a body. */
  readonly rawBody: Uint8Array
}

type Checked<Schema, Unchecked> = Schema extends AnySchema
  ? OutputOf<Schema>
  : Schema extends { readonly schema: infer Validator extends AnySchema }
    ? OutputOf<Validator>
    : Unchecked

/**
 * The outcomes that an endpoint may return under this contract; `unknown` when the contract has no `responses`.
 *
 * @example
 * const contract = { responses: { 200: z.object({ name: z.string() }), 404: 'There is no such product.' } }
 * const find = (id: string): OutcomeUnder<typeof contract> => (id === '7' ? { name: 'Chair' } : notFound())
 * routes.get('/products/:id', contract, ({ params }) => find(params.id))
 */
export type OutcomeUnder<C extends Contract> = C['responses'] extends Responses
  ? Declared<C['responses']> | DeclaredProblems<C['problems']>
  : unknown

/**
 * A constraint that allows every outcome. By its types, the compiler keeps the literals of a return value: `{ kind: 'a' }` has the type
 * that `z.enum(['a', 'b'])` wants, and not `{ kind: string }`.
 */
export type OutcomeHint<C extends Contract> =
  | (C['responses'] extends Responses ? Declared<C['responses']> : never)
  | (LiteralMembers | NonNullable<unknown> | string | number | bigint | boolean | symbol | Nothing)

interface LiteralMembers {
  readonly [name: string]: LiteralMember
}

/** The compiler keeps a literal where a union has another literal of its kind. The second halves keep `''` and `0` in the union. */
type LiteralMember =
  | ''
  | (string & {})
  | 0
  | (number & {})
  | boolean
  | Nothing
  | LiteralMembers
  | readonly LiteralMember[]

/** The value that the contract declares for a status; none for a status that it does not declare. */
export type DeclaredResult<C extends Contract, Status> = C['responses'] extends Responses
  ? Status extends keyof C['responses']
    ? ValueOf<C['responses'][Status]>
    : never
  : unknown

/** A value that an endpoint may return by itself. */
export type DeclaredValue<C extends Contract> = C['responses'] extends Responses ? BareValue<C['responses']> : unknown

type Declared<R extends Responses> = UntypedError | Results<R>[keyof R & number] | BareValue<R> | BareNothing<R>

/** Any error but the problems of declared types, which the contract has to list. */
type UntypedError = Error & { readonly problemType?: undefined }
type DeclaredProblems<Problems> = Problems extends readonly AnyProblemType[] ? ProblemOf<Problems[number]> : never
type ProblemOf<Declaration> = Declaration extends { readonly type: infer Type extends string }
  ? TypedProblem<Type>
  : never

type Results<R extends Responses> = { [S in keyof R & number]: ResultOf<ValueOf<R[S]>, S> }
/** A status without content may be given by its number as well. */
type ResultOf<Value, S extends number> = [Value] extends [never]
  ? never
  : [Value] extends [undefined]
    ? Result<Value, S> | S
    : Result<Value, S>
/** A value by itself is a 200. A number by itself is a status, and nothing is a 204: as content, both are written `ok(value)`. */
type BareValue<R extends Responses> = R extends { readonly 200: infer Entry }
  ? Exclude<ValueOf<Entry>, number | null | undefined>
  : never
/** Nothing at all is a 204. */
type BareNothing<R extends Responses> = R extends { readonly 204: null | DescribedResponse } ? Nothing : never
// biome-ignore lint/suspicious/noConfusingVoidType: functions that return nothing return void
type Nothing = undefined | null | void
/** The value of a declared answer; `undefined` for one without content; none for a failure in the envelope. */
type ValueOf<Entry> = Entry extends AnySchema
  ? Streamed<OutputOf<Entry>>
  : Entry extends string | false
    ? never
    : Entry extends { readonly schema: infer Schema extends AnySchema }
      ? Streamed<OutputOf<Schema>>
      : undefined

/** A list may be given one item after the other, each of which may be the data of a server-sent event. */
type Streamed<Value> = Value extends readonly (infer Item)[]
  ? Value | AsyncIterable<Item | ServerSentEvent<Item>>
  : Value
