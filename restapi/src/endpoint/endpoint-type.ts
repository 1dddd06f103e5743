import type { IncomingHttpHeaders } from 'node:http'
import type { Contract } from '../contract/contract.js'
import type { PathParams } from '../contract/path-params.js'
import type { AnyProblemType, TypedProblem } from '../contract/problem-type.js'
import type { DescribedResponse, Responses } from '../contract/responses.js'
import type { Result } from '../outcomes/result.js'
import type { OutputOf, StandardSchema } from '../schema/standard-schema.js'
import type { EndpointInput } from './endpoint-input.js'

/** A function that answers requests by returning values or errors, or an object whose `handle` is one. */
export type Endpoint<Input, Outcome> = EndpointFunction<Input, Outcome> | EndpointObject<Input, Outcome>

/** An endpoint as a function. */
export type EndpointFunction<Input, Outcome> = (input: Input) => Answering<Outcome>

/** An endpoint as an object. */
export interface EndpointObject<Input, Outcome> {
  handle(input: Input): Answering<Outcome>
}

/** Promises are named besides what is like them because the compiler then tells what is wrong inside one. */
type Answering<Outcome> = Outcome | Promise<Outcome> | PromiseLike<Outcome>

/** A contract that says nothing. */
export type NoContract = { readonly [Member in 'params' | 'query' | 'headers' | 'body' | 'responses']?: undefined }

/** An endpoint that keeps to this contract. */
export type EndpointUnder<C extends Contract, Path extends string = string> = Endpoint<
  InputUnder<C, Path>,
  OutcomeUnder<C>
>

/** The input of an endpoint under this contract. The path gives the types of `params` when the contract has no schema for them. */
export type InputUnder<C extends Contract, Path extends string = string> = EndpointInput<
  Checked<C['params'], PathParams<Path>>,
  Checked<C['query'], Readonly<Record<string, string | readonly string[]>>>,
  Checked<C['headers'], IncomingHttpHeaders>,
  Checked<C['body'], undefined>
>

type Checked<Schema, Unchecked> = Schema extends StandardSchema ? OutputOf<Schema> : Unchecked

/** The outcomes that an endpoint may return under this contract; `unknown` when the contract has no `responses`. */
export type OutcomeUnder<C extends Contract> = C['responses'] extends Responses
  ? Declared<C['responses']> | DeclaredProblems<C['problems']>
  : unknown

/**
 * A constraint that lets every outcome through and is there for its members: by them the compiler reads the literals in a return value
 * as the schemas of the contract have them.
 */
export type OutcomeHint<C extends Contract> =
  | (C['responses'] extends Responses ? Declared<C['responses']> : never)
  | (NonNullable<unknown> | string | number | bigint | boolean | symbol | Nothing)

/** The value that the contract declares for a status; none for a status that it does not declare. */
export type DeclaredResult<C extends Contract, Status> = C['responses'] extends Responses
  ? Status extends keyof C['responses']
    ? ValueOf<C['responses'][Status]>
    : never
  : unknown

/** A value that an endpoint may return by itself. */
export type DeclaredValue<C extends Contract> = C['responses'] extends Responses ? BareValue<C['responses']> : unknown

type Declared<R extends Responses> =
  | UntypedError
  | Results<R>[keyof R & number]
  | BareValue<R>
  | BareNothing<R>
  | BareStatus<R>

/** Any error but the problems of declared types, which the contract has to list. */
type UntypedError = Error & { readonly problemType?: undefined }
type DeclaredProblems<Problems> = Problems extends readonly AnyProblemType[] ? ProblemOf<Problems[number]> : never
type ProblemOf<Declaration> = Declaration extends { readonly type: infer Type extends string }
  ? TypedProblem<Type>
  : never

type Results<R extends Responses> = { [S in keyof R & number]: ResultOf<ValueOf<R[S]>, S> }
type ResultOf<Value, S extends number> = [Value] extends [never] ? never : Result<Value, S>
/** A value by itself is a 200. A number by itself is a status, and nothing is a 204: as content, both are written `ok(value)`. */
type BareValue<R extends Responses> = R extends { readonly 200: infer Entry }
  ? Exclude<ValueOf<Entry>, number | null | undefined>
  : never
/** Nothing at all is a 204. */
type BareNothing<R extends Responses> = R extends { readonly 204: null | DescribedResponse } ? Nothing : never
// biome-ignore lint/suspicious/noConfusingVoidType: functions that return nothing return void
type Nothing = undefined | null | void
/** A number by itself is a status without content. */
type BareStatus<R extends Responses> = {
  [S in keyof R & number]: [ValueOf<R[S]>] extends [undefined] ? ([ValueOf<R[S]>] extends [never] ? never : S) : never
}[keyof R & number]

/** The value of a declared answer; `undefined` for one without content; none for a failure in the envelope. */
type ValueOf<Entry> = Entry extends StandardSchema
  ? Streamed<OutputOf<Entry>>
  : Entry extends string | false
    ? never
    : Entry extends { readonly schema: infer Schema extends StandardSchema }
      ? Streamed<OutputOf<Schema>>
      : undefined

/** A list may be given one item after the other. */
type Streamed<Value> = Value extends readonly (infer Item)[] ? Value | AsyncIterable<Item> : Value
