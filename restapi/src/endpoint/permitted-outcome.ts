import type { Contract } from '../contract/contract.js'
import type { Result } from '../outcomes/result.js'
import type { ServerSentEvent } from '../outcomes/server-sent-event.js'
import type { DeclaredResult, DeclaredValue, OutcomeUnder } from './endpoint-type.js'

/**
 * A constraint on the outcome of an endpoint. It is part of another argument than the endpoint, so that the message of the compiler is this
 * one type. A message about the endpoint would explain each of its forms and take kilobytes.
 */
export type Permitted<Outcome, C extends Contract> = [Outcome] extends [OutcomeUnder<C>]
  ? unknown
  : OutcomeNotInContract<Reason<Exclude<Outcome, OutcomeUnder<C>>, C>>

/** The type in the message of the compiler, with the reason: the members that differ, or a sentence. */
export interface OutcomeNotInContract<out Why> {
  readonly outcomeNotInContract: Why
}

type Reason<Wrong, C extends Contract> = Wrong extends number
  ? `${Wrong} is a status without content, which the contract does not declare; as content, return ok(${Wrong})`
  : Wrong extends null | undefined
    ? 'nothing is a 204, which the contract does not declare; as content, return ok(null)'
    : Wrong extends { readonly problemType: infer Type extends string }
      ? `the contract's problems do not list ${Type}`
      : Wrong extends Result<infer Value, infer Status>
        ? [DeclaredResult<C, Status>] extends [never]
          ? Undeclared<Status, C['responses']>
          : Difference<Value, DeclaredResult<C, Status>>
        : Difference<Wrong, DeclaredValue<C>>

type Undeclared<Status extends number, Declared> = Status extends keyof Declared
  ? `the contract describes ${Status} as a failure; return an error, such as httpError(${Status})`
  : `the contract does not declare the status ${Status}`

/** The members that differ, by name, to a depth of four: deeper ones are shown whole. */
type Difference<Given, Declared, Depth extends readonly 0[] = []> = [Given] extends [Declared]
  ? never
  : Depth['length'] extends 4
    ? [given: Given, declared: Declared]
    : [Items<Given>, Items<Declared>] extends [readonly [infer GivenItem], readonly [infer DeclaredItem]]
      ? { items: Difference<GivenItem, DeclaredItem, [...Depth, 0]> }
      : [Given] extends [object]
        ? [Extract<Declared, object>] extends [never]
          ? [given: Given, declared: Declared]
          : Members<Given, Declared, WrongNames<Given, Declared>, Depth>
        : [given: Given, declared: Declared]

/** The items of a list or of a stream; `false` for any other type. */
type Items<Value> = [ListIn<Value>] extends [never]
  ? false
  : ListIn<Value> extends readonly (infer Item)[] | AsyncIterable<infer Item>
    ? readonly [Item extends ServerSentEvent<infer Data> ? Data : Item]
    : false

type ListIn<Value> = Extract<Value, readonly unknown[] | AsyncIterable<unknown>>

type Members<Given, Declared, Names, Depth extends readonly 0[]> = [Names] extends [never]
  ? [given: Given, declared: Declared]
  : {
      [Name in Names & keyof Declared]: Name extends keyof Given
        ? Difference<Given[Name], Declared[Name], [...Depth, 0]>
        : [missing: Declared[Name]]
    }

type WrongNames<Given, Declared> = {
  [Name in keyof Declared]-?: Name extends keyof Given
    ? [Given[Name]] extends [Declared[Name]]
      ? never
      : Name
    : undefined extends Declared[Name]
      ? never
      : Name
}[keyof Declared]
