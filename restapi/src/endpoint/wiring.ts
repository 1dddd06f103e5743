import type { PlainContract } from '../contract/contract.js'
import type { UndescribedNotice } from '../contract/undescribed-notice.js'
import type { WiredContract } from '../contract/wired-contract.js'
import type { Codec } from '../formats/codec.js'
import type { Fields } from '../http/fields.js'
import type { Formats } from '../negotiation/formats.js'
import type { Envelope } from '../outcomes/envelope.js'
import type { MapError } from '../outcomes/map-error.js'
import type { OnFailure } from '../outcomes/report.js'
import type { Messages } from '../outcomes/validation-fault.js'
import type { BodyReader } from '../request/body-reader.js'
import type { SecuritySchemes } from '../security/wired-security.js'
import type { Input } from './endpoint-input.js'

/** The options of an end-ware, wired: the same for all its endpoints. */
export interface Wiring {
  readonly codecs: readonly Codec[]
  readonly formats: Formats
  readonly bodies: BodyReader
  readonly envelope: Envelope
  readonly mapError: MapError | undefined
  readonly onFailure: OnFailure
  /** Makes the messages of invalid requests. */
  readonly messages: Messages | undefined
  /** Milliseconds that a request may take, from the reading of its body to its outcome. */
  readonly timeout: number | undefined
  readonly validation: 'off' | 'responses'
  /** The query parameter that may name a codec. */
  readonly formatParameter: string | undefined
  /** Tells once that a request schema has no JSON Schema. */
  readonly noticeUndescribed: UndescribedNotice
  /** The security schemes; `undefined` when the security of contracts is only documented. */
  readonly schemes: SecuritySchemes | undefined
  /** The query parameters with API keys. */
  readonly secretParameters: readonly string[]
  /** The header fields with credentials of the schemes, in lower case. */
  readonly secretFields: readonly string[]
}

/** One endpoint, wired. */
export interface WiredEndpoint {
  readonly contract: WiredContract
  /** The contract with the declarations of its router and its providers, for documents. */
  readonly effective: PlainContract
  /** The contract of the failures of its providers. It is the contract itself when there are none. */
  readonly refusals: WiredContract
  readonly formats: Formats
  readonly bodies: BodyReader
  /** The challenges of a 401 that has none of its own; empty without security. */
  readonly challenges: Fields
  readonly run: (input: Input) => unknown
}
