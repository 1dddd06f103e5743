import { checkResponse } from './check-response.js'
import type { Wiring } from './endpoint.js'
import { defaultEnvelope, enveloped, errorInfo } from './envelope.js'
import type { Exchange } from './exchange.js'
import { failureOf } from './failure.js'
import type { FailureCode } from './failure-code.js'
import { firstItems } from './first-items.js'
import type { Choice } from './formats.js'
import { openStream } from './open-stream.js'
import { isProblem } from './problem.js'
import type { Rendering } from './render.js'
import { type RenderableReply, type Reply, replyTo } from './reply.js'
import { tell } from './report.js'
import { isResult } from './result.js'
import { closeUnread } from './stream-source.js'
import { isThenable } from './thenable.js'

/** What settling needs to know of the request. */
export interface Settling extends Pick<Rendering, 'exchange' | 'contract'> {
  /** Made only where there is something to close when it fires. */
  readonly signal: () => AbortSignal | undefined
}

/**
 * The reply that an outcome comes to, a stream opened as far as its first chunk; a promise only where that takes time. A stream that is
 * not opened is closed.
 *
 * @throws whatever the endpoint throws, or a stream before its first chunk
 */
export function settle(
  outcome: () => unknown,
  choice: Choice,
  settling: Settling,
  wiring: SettlingWiring,
): RenderableReply | Promise<RenderableReply> {
  const returned = outcome()
  return isThenable(returned)
    ? Promise.resolve(returned).then((value) => settled(value, choice, settling, wiring))
    : settled(returned, choice, settling, wiring)
}

type SettlingWiring = Pick<Wiring, 'envelope' | 'onFailure' | 'validation'>

function settled(
  returned: unknown,
  choice: Choice,
  settling: Settling,
  wiring: SettlingWiring,
): RenderableReply | Promise<RenderableReply> {
  const { contract } = settling
  if (wiring.validation === 'responses' && contract !== undefined) {
    return checked(returned, contract).then((reply) => opened(reply, returned, choice, settling, wiring))
  }
  return opened(replyTo(returned), returned, choice, settling, wiring)
}

function opened(
  reply: Reply,
  returned: unknown,
  { value: format, failure }: Choice,
  { exchange, contract, signal }: Settling,
  wiring: SettlingWiring,
): RenderableReply | Promise<RenderableReply> {
  if (reply.kind !== 'octets' && reply.kind !== 'values') {
    if (reply.kind === 'empty') closeUnreadIn(returned)
    return reply
  }
  const { codec } = format ?? failure
  if (reply.kind === 'values' && codec.forPeople === true) return firstItems(reply, signal())
  const { status } = reply
  return openStream(reply, format ?? failure, {
    shape: contract?.responses.get(status)?.shape,
    signal: signal(),
    failure: (cause) => streamFailure(cause, status, exchange, wiring),
  })
}

async function checked(returned: unknown, contract: NonNullable<Settling['contract']>): Promise<Reply> {
  const reply = replyTo(returned)
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
function streamFailure(
  cause: unknown,
  status: number,
  exchange: Exchange,
  { envelope, onFailure }: Pick<Wiring, 'envelope' | 'onFailure'>,
): unknown {
  const failure = failureOf(cause)
  if (failure.error.status >= 500)
    tell(onFailure, exchange, { code: 'stream-failed' satisfies FailureCode, status, cause: failure.cause })
  try {
    const value = enveloped(failure, exchange, envelope)
    return isProblem(value) ? value.members : value
  } catch (worse) {
    tell(onFailure, exchange, { code: 'envelope-failed' satisfies FailureCode, status, cause: worse })
    return defaultEnvelope(errorInfo(failure, exchange))
  }
}
