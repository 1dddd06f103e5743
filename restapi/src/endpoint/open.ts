import { openFile } from '../files/open-file.js'
import { defaultEnvelope, enveloped, errorInfo } from '../outcomes/envelope.js'
import { failureOf } from '../outcomes/failure.js'
import type { FailureCode } from '../outcomes/failure-code.js'
import { mappedFailure } from '../outcomes/map-error.js'
import type { RenderableReply, Reply } from '../outcomes/reply.js'
import { reportFailure } from '../outcomes/report.js'
import { firstItems } from '../rendering/first-items.js'
import { openStream } from '../rendering/open-stream.js'
import type { Rendering } from '../rendering/rendering.js'
import type { Wiring } from './wiring.js'

/** The context of classifying and opening: the request, the contract and the options of the end-ware. */
export interface Settling extends Rendering {
  readonly wiring: Pick<
    Wiring,
    'envelope' | 'mapError' | 'onFailure' | 'formatParameter' | 'secretFields' | 'validation'
  >
}

/** An object whose signal is created when it is read, so that only streams pay for it. */
interface Signalling {
  readonly signal: AbortSignal | undefined
}

/**
 * Opens the stream of a reply as far as its first chunk, or its file. Returns every other reply unchanged, without a promise.
 *
 * @throws the error of a stream that fails before its first chunk, or of a file that cannot be opened
 */
export function open(reply: Reply, input: Signalling, settling: Settling): RenderableReply | Promise<RenderableReply> {
  if (reply.kind === 'unopened') return openFile(reply)
  if (reply.kind !== 'octets' && reply.kind !== 'values') return reply
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

/** Returns the value that reports a failure inside a stream, after the status is sent: the envelope, or the default one if that fails. */
function streamFailure(cause: unknown, status: number, settling: Settling): unknown {
  const { exchange, choice, wiring } = settling
  const { envelope, onFailure } = wiring
  const failure = mappedFailure(cause, settling, failureOf)
  if (failure.error.status >= 500)
    reportFailure(onFailure, exchange, { code: 'stream-failed' satisfies FailureCode, status, cause: failure.cause })
  const info = errorInfo(failure, exchange, choice.format.mediaType, wiring.secretFields)
  try {
    return enveloped(failure, info, envelope).value ?? null
  } catch (worse) {
    reportFailure(onFailure, exchange, { code: 'envelope-failed' satisfies FailureCode, status, cause: worse })
    return defaultEnvelope(info)
  }
}
