import { cutReference, cutText } from './cut-text.js'
import { withNotices } from './deprecation.js'
import { failureBounds } from './failure-bounds.js'
import type { Field } from './fields.js'
import type { Format } from './format.js'
import type { Rendering } from './render.js'
import type { ValueReply } from './reply.js'

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

/** What a page is told of the answer that it will be. */
export function pageContext(
  answer: Pick<ValueReply, 'status' | 'fields' | 'ofStream'> & { readonly kind: 'value' | 'failure' },
  { exchange, contract, choice, wiring }: Rendering,
): PageContext {
  const { method, origin } = exchange
  const { kind, status, fields, ofStream } = answer
  const url = kind === 'failure' ? cutReference(exchange.url, failureBounds.text) : exchange.url
  const suits = ({ codec }: Format): boolean =>
    url === exchange.url && // what was cut leads nowhere
    codec.forPeople !== true &&
    (kind === 'value' || codec.valuesOnly !== true) &&
    (ofStream === undefined || codec.encodeEach !== undefined)
  return {
    // HEAD has the header fields of GET, the length of the page among them (RFC 9110 §9.3.2).
    method: method === 'HEAD' ? 'GET' : method,
    url,
    origin,
    requestId: exchange.requestId === undefined ? undefined : cutText(exchange.requestId, failureBounds.requestId),
    status,
    fields: contract === undefined ? fields : withNotices(fields, contract.notices),
    more: ofStream === 'beginning',
    formats: choice.offers.filter(suits).map(({ codec: { name }, mediaType }) => ({ name, mediaType })),
    formatParameter: wiring.formatParameter,
    about: contract?.about ?? nothing,
  }
}

const nothing: OperationText = { summary: undefined, description: undefined, deprecated: false }
