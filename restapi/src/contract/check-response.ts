import type { Reply } from '../outcomes/reply.js'
import { invalidResponse } from '../projection/misfit.js'
import { refusedValue } from '../projection/refused-value.js'
import type { WiredContract } from './wired-contract.js'

/**
 * Refuses content under a status that the contract declares none for, where it declares any. Failures, redirects and answers without
 * content go as they are.
 *
 * @throws HttpError 500 `invalid-response`
 */
export function checkDescribed(reply: Reply, { responses, statuses }: WiredContract): void {
  if (statuses.size === 0 || reply.kind === 'failure' || reply.kind === 'empty') return
  if (reply.status >= 300 && reply.status < 400) return
  if (!statuses.has(reply.status)) throw undeclared(reply.status)
  if ((reply.kind === 'value' || reply.kind === 'values') && !responses.has(reply.status))
    throw contentless(reply.status)
}

/**
 * Checks a reply against the responses of the contract, for `validation: 'responses'`. Streams pass, since they have no value yet. So do
 * failures, except problems of a type that a contract with `problems` does not list.
 *
 * @throws HttpError 500 `invalid-response`, whose cause says what did not fit
 */
export async function checkResponse(reply: Reply, { responses, statuses, problems }: WiredContract): Promise<void> {
  if (reply.kind === 'failure') return checkProblem(reply.failure.error, problems)
  if (statuses.size === 0) return
  if (!statuses.has(reply.status)) throw undeclared(reply.status)
  if (reply.kind !== 'value') return
  const response = responses.get(reply.status)
  if (response === undefined) throw contentless(reply.status)
  const { issues } = await response.schema['~standard'].validate(response.projection.encode(reply.value))
  if (issues !== undefined) throw refusedValue(issues)
}

function checkProblem(error: object, problems: ReadonlySet<string> | undefined): void {
  const { problemType } = error as { readonly problemType?: unknown }
  if (typeof problemType === 'string' && problems?.has(problemType) === false) {
    throw invalidResponse(`the contract lists no problem of type ${problemType}`)
  }
}

function undeclared(status: number): Error {
  return invalidResponse(`the contract declares no ${status}`)
}

function contentless(status: number): Error {
  return invalidResponse(
    `the contract declares ${status} without a value; a schema declares one, also beside mediaTypes`,
  )
}
