import type { WiredContract } from '../contract/contract.js'
import type { Exchange } from '../http/exchange.js'
import type { Choice } from '../negotiation/formats.js'
import type { Envelope } from '../outcomes/envelope.js'
import { failureOf, internalFailure } from '../outcomes/failure.js'
import { isHttpError } from '../outcomes/http-error.js'
import type { MapError } from '../outcomes/map-error.js'
import type { RenderableReply } from '../outcomes/reply.js'
import type { OnFailure } from '../outcomes/report.js'
import { renderFailure, renderSafely } from './render-failure.js'
import { renderSuccess } from './render-success.js'
import type { Rendered } from './rendered.js'

/** What rendering needs besides the reply itself. */
export interface Rendering {
  readonly exchange: Exchange
  readonly choice: Choice
  readonly contract: WiredContract | undefined
  readonly wiring: RenderingWiring
}

/** What the end-ware was told about rendering. */
export interface RenderingWiring {
  readonly envelope: Envelope
  readonly mapError: MapError | undefined
  readonly onFailure: OnFailure
  /** The query parameter that may name a format. */
  readonly formatParameter: string | undefined
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
