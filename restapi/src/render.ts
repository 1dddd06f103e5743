import type { WiredContract } from './contract.js'
import type { Envelope } from './envelope.js'
import type { Exchange } from './exchange.js'
import { failureOf, internalFailure } from './failure.js'
import type { Format } from './formats.js'
import { isHttpError } from './http-error.js'
import { renderFailure, renderSafely } from './render-failure.js'
import { renderSuccess } from './render-success.js'
import type { Rendered } from './rendered.js'
import type { RenderableReply } from './reply.js'
import type { OnFailure } from './report.js'

/** What rendering needs besides the reply itself. */
export interface Rendering {
  readonly format: Format
  /** The format of a failure: the same, unless that cannot tell one. */
  readonly failureFormat: Format
  /** All formats on offer. */
  readonly offers: readonly Format[]
  /** The query parameter that may name one of them. */
  readonly formatParameter: string | undefined
  readonly exchange: Exchange
  readonly envelope: Envelope
  readonly onFailure: OnFailure
  readonly contract: WiredContract | undefined
}

/**
 * The answer that a reply becomes; it never fails. A failure on the way is turned once into a safe 500 in the same format,
 * and a failure of that into a constant text. Nothing of the failed answer is kept, its header fields included.
 */
export function render(reply: RenderableReply, rendering: Rendering): Rendered {
  if (reply.kind === 'failure') return renderFailure(reply.failure, rendering)
  try {
    return renderSuccess(reply, rendering)
  } catch (cause) {
    return isHttpError(cause)
      ? renderFailure(failureOf(cause), rendering)
      : renderSafely(internalFailure('encode-failed', cause), rendering)
  }
}
