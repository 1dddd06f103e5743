import type { WiredContract } from './contract.js'
import { HttpError } from './http-error.js'
import type { Reply } from './reply.js'

/**
 * Checks a reply against what the contract says is answered. Failures and streams pass: the one is not the endpoint's to
 * declare, and the other has no value yet.
 *
 * @throws HttpError 500 `invalid-response`, whose cause tells what did not fit
 */
export async function checkResponse(reply: Reply, { responses, statuses }: WiredContract): Promise<void> {
  if (reply.kind === 'failure' || statuses.size === 0) return
  if (!statuses.has(reply.status)) throw invalidResponse(`the contract declares no ${reply.status}`)
  if (reply.kind !== 'value') return
  const schema = responses.get(reply.status)?.schema
  if (schema === undefined) throw invalidResponse(`the contract declares ${reply.status} without content`)
  const { issues } = await schema['~standard'].validate(reply.value)
  if (issues !== undefined) throw invalidResponse(`the value does not fit the contract: ${JSON.stringify(issues)}`)
}

function invalidResponse(why: string): HttpError<500> {
  return new HttpError(500, '', { code: 'invalid-response', cause: new TypeError(why) })
}
