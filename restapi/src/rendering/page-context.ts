import type { Format } from '../formats/format.js'
import type { OperationText, PageContext } from '../formats/page.js'
import { withNotices } from '../http/deprecation.js'
import { entityTag } from '../http/entity-tag.js'
import { representationKey } from '../negotiation/representation-key.js'
import { failureBounds } from '../outcomes/failure-bounds.js'
import type { ValueReply } from '../outcomes/reply.js'
import { cutReference, cutText } from '../values/cut-text.js'
import type { Rendering } from './rendering.js'

/** Returns the context of an HTML page: the request, and the answer that the page shows. */
export function pageContext(
  answer: Pick<ValueReply, 'status' | 'fields' | 'ofStream'> & {
    readonly kind: 'value' | 'failure'
    readonly version?: string | undefined
  },
  { exchange, contract, choice, wiring }: Rendering,
): PageContext {
  const { method, origin } = exchange
  const { kind, status, fields, ofStream, version } = answer
  const url = kind === 'failure' ? cutReference(exchange.url, failureBounds.text) : exchange.url
  const suits = ({ codec }: Format): boolean =>
    url === exchange.url && // what was cut leads nowhere
    codec.forPeople !== true &&
    (kind === 'value' || codec.valuesOnly !== true) &&
    (ofStream === undefined || codec.encodeEach !== undefined)
  const offered = choice.offers.filter(suits)
  return {
    // HEAD has the header fields of GET, the length of the page among them (RFC 9110 §9.3.2).
    method: method === 'HEAD' ? 'GET' : method,
    url,
    origin,
    requestId: exchange.requestId === undefined ? undefined : cutText(exchange.requestId, failureBounds.requestId),
    status,
    fields: contract === undefined ? fields : withNotices(fields, contract.notices),
    more: ofStream === 'beginning',
    formats: offered.map(({ codec: { name }, mediaType }) => ({ name, mediaType })),
    formatParameter: wiring.formatParameter,
    about: contract?.about ?? nothing,
    methods: contract?.resource ?? [],
    entityTag: tagIn(offered[0], version),
    query: contract?.query?.shape,
  }
}

const nothing: OperationText = { summary: undefined, description: undefined, deprecated: false }

/** Returns the entity tag of a version for a program, which does not ask for the codings of the browser. */
function tagIn(format: Format | undefined, version: string | undefined): string | undefined {
  return format === undefined || version === undefined
    ? undefined
    : entityTag(version, representationKey(format, undefined))
}
