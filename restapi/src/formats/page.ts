import type { Field } from '../http/fields.js'

/** What a codec for people is told of an answer besides its value. */
export interface PageContext {
  readonly method: string
  /** Path and query as the client sent them. */
  readonly url: string
  /** Scheme and authority under which the client reached the service, such as `https://shop.example`, where they are known. */
  readonly origin: string | undefined
  readonly requestId: string | undefined
  readonly status: number
  /** The header fields of the answer, without those that describe its content. */
  readonly fields: readonly Field[]
  /** Whether the value is the beginning of a stream that goes on. */
  readonly more: boolean
  /** The formats for programs in which the same can be had. */
  readonly formats: readonly OfferedFormat[]
  /** The query parameter that may name one of them. */
  readonly formatParameter: string | undefined
  /** What the contract tells people about the operation. */
  readonly about: OperationText
}

/** A format on offer. */
export interface OfferedFormat {
  readonly name: string
  readonly mediaType: string
}

/** What a contract tells people about its operation. */
export interface OperationText {
  readonly summary: string | undefined
  readonly description: string | undefined
  readonly deprecated: boolean
}
