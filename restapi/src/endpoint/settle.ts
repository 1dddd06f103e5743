import { checkDescribed, checkResponse } from '../contract/check-response.js'
import type { WiredContract } from '../contract/contract.js'
import { classifyOutcome } from '../outcomes/classify-outcome.js'
import { defaultEnvelope, enveloped, errorInfo } from '../outcomes/envelope.js'
import { failureOf } from '../outcomes/failure.js'
import type { FailureCode } from '../outcomes/failure-code.js'
import { mappedFailure } from '../outcomes/map-error.js'
import { isProblem } from '../outcomes/problem.js'
import type { RenderableReply, Reply } from '../outcomes/reply.js'
import { reportFailure } from '../outcomes/report.js'
import { isResult } from '../outcomes/result.js'
import { closeUnread } from '../outcomes/stream-source.js'
import { firstItems } from '../rendering/first-items.js'
import { openStream } from '../rendering/open-stream.js'
import type { Rendering } from '../rendering/rendering.js'
import { isThenable } from '../values/value-kinds.js'
import type { Wiring } from './wiring.js'

/** What settling needs to know of the request, and of what the end-ware was told. */
export interface Settling extends Rendering {
  readonly wiring: Pick<Wiring, 'envelope' | 'mapError' | 'onFailure' | 'formatParameter' | 'validation'>
}

/** What has a signal, which is made only where there is something to close when it fires. */
interface Signalling {
  readonly signal: AbortSignal | undefined
}

/**
 * The reply that an outcome comes to, a stream opened as far as its first chunk; a promise only where that takes time. A stream that is
 * not opened is closed.
 *
 * @throws whatever the endpoint rejects with, or a stream before its first chunk
 */
export function settle(
  outcome: unknown,
  input: Signalling,
  settling: Settling,
): RenderableReply | Promise<RenderableReply> {
  return isThenable(outcome)
    ? Promise.resolve(outcome).then((value) => settled(value, input, settling))
    : settled(outcome, input, settling)
}

function settled(returned: unknown, input: Signalling, settling: Settling): RenderableReply | Promise<RenderableReply> {
  const { contract, wiring } = settling
  if (contract === undefined) return opened(classifyOutcome(returned, settling), returned, input, settling)
  if (wiring.validation === 'responses') {
    return checked(returned, contract, settling).then((reply) => opened(reply, returned, input, settling))
  }
  return opened(described(returned, contract, settling), returned, input, settling)
}

function opened(
  reply: Reply,
  returned: unknown,
  input: Signalling,
  settling: Settling,
): RenderableReply | Promise<RenderableReply> {
  if (reply.kind !== 'octets' && reply.kind !== 'values') {
    if (reply.kind === 'empty') closeUnreadIn(returned)
    return reply
  }
  const { contract, choice } = settling
  const { signal } = input
  if (reply.kind === 'values' && choice.format.codec.forPeople === true) return firstItems(reply, signal)
  const { status } = reply
  const { shape, projection } = contract?.responses.get(status) ?? {}
  return openStream(reply, choice.format, {
    shape,
    projectItem: projection?.projectItem,
    signal,
    failure: (cause) => streamFailure(cause, status, settling),
  })
}

/** The reply, if the contract describes its content. */
function described(returned: unknown, contract: WiredContract, settling: Settling): Reply {
  const reply = classifyOutcome(returned, settling)
  try {
    checkDescribed(reply, contract)
    return reply
  } catch (cause) {
    closeUnreadIn(returned)
    throw cause
  }
}

async function checked(returned: unknown, contract: WiredContract, settling: Settling): Promise<Reply> {
  const reply = described(returned, contract, settling)
  try {
    await checkResponse(reply, contract)
    return reply
  } catch (cause) {
    closeUnreadIn(returned)
    throw cause
  }
}

function closeUnreadIn(returned: unknown): void {
  if (isResult(returned)) for (const value of [returned.value, returned.ready?.data]) closeUnread(value)
  else closeUnread(returned)
}

/** What stands for the failure of a stream whose status is long sent: the envelope, or the default one if that fails. */
function streamFailure(cause: unknown, status: number, settling: Settling): unknown {
  const { exchange, choice, wiring } = settling
  const { envelope, onFailure } = wiring
  const failure = mappedFailure(cause, settling, failureOf)
  if (failure.error.status >= 500)
    reportFailure(onFailure, exchange, { code: 'stream-failed' satisfies FailureCode, status, cause: failure.cause })
  const info = errorInfo(failure, exchange, choice.format.mediaType)
  try {
    const value = enveloped(failure, info, envelope)
    return isProblem(value) ? value.members : (value ?? null)
  } catch (worse) {
    reportFailure(onFailure, exchange, { code: 'envelope-failed' satisfies FailureCode, status, cause: worse })
    return defaultEnvelope(info)
  }
}
