import type { WiredContract } from './contract.js'
import type { HttpError } from './http-error.js'
import { InvalidFieldList } from './invalid-field.js'
import { ownError } from './own-error.js'
import type { Reply } from './reply.js'
import type { StandardIssue } from './standard-schema.js'

/**
 * Checks a reply against what the contract says is answered. Failures pass, but for problems of a type that a contract with
 * problems does not list; so do streams, which have no value yet.
 *
 * @throws HttpError 500 `invalid-response`, whose cause tells what did not fit
 */
export async function checkResponse(reply: Reply, { responses, statuses, problems }: WiredContract): Promise<void> {
  if (reply.kind === 'failure') return checkProblem(reply.failure.error, problems)
  if (statuses.size === 0) return
  if (!statuses.has(reply.status)) throw invalidResponse(`the contract declares no ${reply.status}`)
  if (reply.kind !== 'value') return
  const schema = responses.get(reply.status)?.schema
  if (schema === undefined) throw invalidResponse(`the contract declares ${reply.status} without content`)
  const { issues } = await schema['~standard'].validate(reply.value)
  if (issues !== undefined)
    throw invalidResponse(`the value does not fit the contract: ${issues.map(issueText).join('; ')}`)
}

function checkProblem(error: object, problems: ReadonlySet<string> | undefined): void {
  const { problemType } = error as { readonly problemType?: unknown }
  if (typeof problemType === 'string' && problems?.has(problemType) === false) {
    throw invalidResponse(`the contract lists no problem of type ${problemType}`)
  }
}

function invalidResponse(why: string): HttpError<500> {
  return ownError('invalid-response', '', { cause: new TypeError(why) })
}

function issueText(issue: StandardIssue): string {
  const list = new InvalidFieldList()
  list.add('body', issue)
  const [{ pointer, message } = { pointer: '', message: issue.message }] = list.fields
  return pointer === '' ? message : `${pointer}: ${message}`
}
