import { checkResponse } from './check-response.js'
import type { Wiring } from './endpoint.js'
import { defaultEnvelope, errorInfo } from './envelope.js'
import type { Exchange } from './exchange.js'
import { failureOf } from './failure.js'
import type { Choice } from './formats.js'
import { openStream } from './open-stream.js'
import type { Rendering } from './render.js'
import { type RenderableReply, replyTo } from './reply.js'
import { tell } from './report.js'

/**
 * The reply that an outcome comes to, a stream opened as far as its first chunk.
 *
 * @throws whatever the endpoint throws, or a stream before its first chunk
 */
export async function settle(
  outcome: () => unknown,
  { value: format, failure }: Choice,
  { exchange, contract }: Pick<Rendering, 'exchange' | 'contract'>,
  wiring: Pick<Wiring, 'envelope' | 'onFailure' | 'validation'>,
): Promise<RenderableReply> {
  const reply = replyTo(await outcome())
  if (wiring.validation === 'responses' && contract !== undefined) await checkResponse(reply, contract)
  if (reply.kind !== 'octets' && reply.kind !== 'values') return reply
  return openStream(reply, format ?? failure, {
    shape: contract?.responses.get(reply.status)?.shape,
    failure: (cause) => streamFailure(cause, exchange, wiring),
  })
}

/** What stands for the failure of a stream whose status is long sent: the envelope, or the default one if that fails. */
function streamFailure(
  cause: unknown,
  exchange: Exchange,
  { envelope, onFailure }: Pick<Wiring, 'envelope' | 'onFailure'>,
): unknown {
  const failed = failureOf(cause)
  const { status } = failed.error
  if (status >= 500) tell(onFailure, exchange, { code: 'stream-failed', status, cause: failed.cause })
  const info = errorInfo(failed, exchange)
  try {
    return envelope(info)
  } catch (worse) {
    tell(onFailure, exchange, { code: 'envelope-failed', status, cause: worse })
    return defaultEnvelope(info)
  }
}
