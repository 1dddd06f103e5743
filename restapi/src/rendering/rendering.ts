import type { WiredContract } from '../contract/wired-contract.js'
import type { Exchange } from '../http/exchange.js'
import type { Choice } from '../negotiation/formats.js'
import type { Envelope } from '../outcomes/envelope.js'
import type { MapError } from '../outcomes/map-error.js'
import type { OnFailure } from '../outcomes/report.js'

/** The context of rendering: all that it needs besides the reply. */
export interface Rendering {
  readonly exchange: Exchange
  readonly choice: Choice
  readonly contract: WiredContract | undefined
  readonly wiring: RenderingWiring
}

/** The options of the end-ware that concern rendering. */
export interface RenderingWiring {
  readonly envelope: Envelope
  readonly mapError: MapError | undefined
  readonly onFailure: OnFailure
  /** The query parameter that may name a format. */
  readonly formatParameter: string | undefined
  /** The header fields with credentials of the security schemes, in lower case. */
  readonly secretFields: readonly string[]
}
