import { checkNames } from '../values/check-options.js'
import { checkOptionalText, describeValue } from '../values/check-value.js'
import type { Contract, PlainContract } from './contract.js'
import { checkProblemTypes } from './problem-type.js'
import { checkUse } from './provider.js'
import { checkResponses } from './responses.js'
import { checkSecurity } from './security-requirement.js'

const members: readonly (keyof Contract)[] = [
  'params',
  'query',
  'headers',
  'cookies',
  'body',
  'responses',
  'codecs',
  'consumes',
  'rawBody',
  'requireIfMatch',
  'etag',
  'use',
  'operationId',
  'summary',
  'description',
  'tags',
  'deprecated',
  'problems',
  'security',
  'examples',
]

/**
 * Checks the members of a contract other than its schemas.
 *
 * @throws TypeError for an unknown member, or one of the wrong kind
 */
export function checkContract(contract: PlainContract): void {
  checkNames('a contract', 'member', contract, members)
  const { etag, rawBody, use } = contract
  if (etag !== undefined && etag !== 'content')
    throw new TypeError(`the contract's etag must be 'content'; got ${describeValue(etag)}`)
  for (const name of ['requireIfMatch', 'rawBody'] as const) {
    if (contract[name] === undefined || typeof contract[name] === 'boolean') continue
    throw new TypeError(`the contract's ${name} is true or false`)
  }
  if (rawBody === true && contract.body === undefined) {
    throw new TypeError(
      "the contract's rawBody needs a body: without one, bodies are not read; any content: z.unknown()",
    )
  }
  if (use !== undefined) checkUse('the contract', use)
  if (contract.security !== undefined) checkSecurity('the contract', contract.security)
  for (const name of ['operationId', 'summary', 'description'] as const) {
    checkOptionalText(`the contract's ${name}`, contract[name])
  }
  if (contract.operationId === '') throw new TypeError("the contract's operationId must not be empty")
  for (const name of ['consumes', 'problems', 'tags'] as const) {
    if (contract[name] === undefined || Array.isArray(contract[name])) continue
    throw new TypeError(`the contract's ${name} is an array`)
  }
  if (contract.problems !== undefined) checkProblemTypes('the contract', contract.problems)
  if (contract.consumes !== undefined && contract.body === undefined) {
    throw new TypeError("the contract's consumes needs a body: without one, bodies are not read")
  }
  if (contract.consumes?.length === 0) {
    throw new TypeError(
      "the contract's consumes is empty, so that no body could be read; omit it for the media types of the codecs",
    )
  }
  if (contract.responses !== undefined) checkResponses(contract.responses)
}
