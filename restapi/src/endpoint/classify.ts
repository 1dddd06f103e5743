import { checkDescribed, checkResponse } from '../contract/check-response.js'
import type { WiredContract } from '../contract/wired-contract.js'
import { classifyOutcome } from '../outcomes/classify-outcome.js'
import type { Reply } from '../outcomes/reply.js'
import { closeSources } from './close-sources.js'
import type { Settling } from './open.js'

/**
 * Classifies an outcome and checks the reply against the contract. Returns a promise only for `validation: 'responses'`. Closes the
 * streams of an outcome whose reply is refused or has no content.
 *
 * @throws HttpError 500 `invalid-response` for a reply that the contract does not declare
 */
export function classify(outcome: unknown, settling: Settling): Reply | Promise<Reply> {
  const { contract, wiring } = settling
  const reply = classifyOutcome(outcome, settling)
  if (reply.kind === 'empty') closeSources(outcome)
  if (contract === undefined) return reply
  try {
    checkDescribed(reply, contract)
  } catch (cause) {
    closeSources(outcome)
    throw cause
  }
  return wiring.validation === 'responses' ? validated(reply, outcome, contract) : reply
}

async function validated(reply: Reply, outcome: unknown, contract: WiredContract): Promise<Reply> {
  try {
    await checkResponse(reply, contract)
    return reply
  } catch (cause) {
    closeSources(outcome)
    throw cause
  }
}
