import type { WiredContract } from '../contract/contract.js'
import type { Codec } from '../formats/codec.js'
import type { Formats } from '../negotiation/formats.js'
import type { Envelope } from '../outcomes/envelope.js'
import type { MapError } from '../outcomes/map-error.js'
import type { OnFailure } from '../outcomes/report.js'
import type { BodyReader } from '../request/body-reader.js'
import type { Input } from './endpoint-input.js'

/** The options of an end-ware, wired: the same for all its endpoints. */
export interface Wiring {
  readonly codecs: readonly Codec[]
  readonly formats: Formats
  readonly bodies: BodyReader
  readonly envelope: Envelope
  readonly mapError: MapError | undefined
  readonly onFailure: OnFailure
  /** Milliseconds that a request may take, from the reading of its body to its outcome. */
  readonly timeout: number | undefined
  readonly validation: 'off' | 'responses'
  /** The query parameter that may name a codec. */
  readonly formatParameter: string | undefined
}

/** One endpoint, wired. */
export interface WiredEndpoint {
  readonly contract: WiredContract
  readonly formats: Formats
  readonly bodies: BodyReader
  readonly run: (input: Input) => unknown
}
