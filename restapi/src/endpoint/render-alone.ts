import type { Contract } from '../contract/contract.js'
import { plainContract } from '../contract/plain-contract.js'
import { type Exchange, queryOf } from '../http/exchange.js'
import { requestCookies } from '../http/request-cookies.js'
import { chooseFormat, noFormatAcceptable } from '../negotiation/choose-format.js'
import { classifyThrown } from '../outcomes/classify-outcome.js'
import { Precondition } from '../outcomes/precondition.js'
import type { OpenStream, RenderableReply } from '../outcomes/reply.js'
import { type Answer, isOpenStream } from '../rendering/answer.js'
import { discard } from '../rendering/open-stream.js'
import { render } from '../rendering/render.js'
import { queryReader } from '../text/request-fields.js'
import { checkOptions } from '../values/check-options.js'
import { classify } from './classify.js'
import type { EndpointInput } from './endpoint-input.js'
import { open } from './open.js'
import { noContext } from './provision.js'
import { wireEndpoint } from './wire-endpoint.js'
import type { Wiring } from './wiring.js'

/**
 * The options of `api.render`: the request to answer.
 *
 * @example
 * const options: RenderOptions = { accept: 'application/xml', url: '/products/7' }
 * const answer = await api.render(notFound('no such product'), options)
 * answer.status // => 404
 */
export interface RenderOptions {
  /** The `Accept` field. @default none: the first format is used */
  readonly accept?: string
  /** The header fields that the envelope gets, by lower-case name. @default none */
  readonly headers?: Readonly<Record<string, string>>
  /** @default 'GET' */
  readonly method?: string
  /** Path and query. @default '/' */
  readonly url?: string
  readonly requestId?: string
  /** The context of a function. Providers do not run here. @default {} */
  readonly context?: object
  /** The contract of the answer. Each call reads it again. @default none */
  readonly contract?: Contract
}

/**
 * An answer outside HTTP.
 *
 * @example
 * const answer: RenderedAnswer = await api.render(notFound('no such product'))
 * answer.status // => 404
 */
export interface RenderedAnswer {
  readonly status: number
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  /** `undefined` when the answer has none. */
  readonly content: string | Uint8Array | undefined
}

/**
 * Makes an answer without HTTP, from negotiation to content.
 *
 * @throws TypeError for a wrong contract
 */
export async function renderAlone(outcome: unknown, options: RenderOptions, wiring: Wiring): Promise<RenderedAnswer> {
  checkOptions('api.render()', options, ['accept', 'headers', 'method', 'url', 'requestId', 'context', 'contract'])
  const { headers: given = {}, accept = given.accept, method = 'GET', url = '/', requestId } = options
  const { contract, formats } =
    options.contract === undefined
      ? { contract: undefined, formats: wiring.formats }
      : wireEndpoint(plainContract(options.contract), () => undefined, wiring)
  const headers = accept === undefined ? given : { ...given, accept }
  const ofHttp = { request: undefined, origin: undefined, codings: undefined }
  const exchange: Exchange = { ...ofHttp, method, url, accept, requestId, headers, conditions: {} }
  const { formatParameter } = wiring
  const choice = chooseFormat(formats, exchange, formatParameter)
  const rendering = { exchange, choice, contract, wiring }
  let reply: RenderableReply
  try {
    if (choice.value === undefined) throw noFormatAcceptable(formats, choice)
    const { context = noContext } = options
    const input = { ...inputAlone(exchange, choice.value.mediaType, formatParameter), context }
    const returned: unknown = await (typeof outcome === 'function' ? outcome(input) : outcome)
    reply = await open(await classify(returned, rendering), { signal: undefined }, rendering)
  } catch (thrown) {
    reply = classifyThrown(thrown, rendering)
  }
  const { status, fields, content } = render(reply, rendering)
  const answered = Object.fromEntries(fields.map((field) => [field.name.toLowerCase(), field.value]))
  if (method === 'HEAD') discard(reply)
  return { status, headers: answered, content: method === 'HEAD' ? undefined : await whole(content) }
}

/** Returns the input of an endpoint without a request: it has no parameters, fields or body. */
function inputAlone(
  exchange: Exchange,
  mediaType: string,
  except?: string,
): Omit<EndpointInput, 'request' | 'context'> {
  const { signal } = new AbortController()
  const query = readQuery(queryOf(exchange), except)
  const nothing = { params: {}, headers: {}, body: undefined, lastEventId: undefined }
  const cookies = requestCookies(exchange.headers.cookie)
  return { ...nothing, cookies, query, mediaType, precondition: new Precondition({}), signal }
}

const readQuery = queryReader(undefined)

async function whole(content: Answer['content']): Promise<string | Uint8Array | undefined> {
  return isOpenStream(content) ? collected(content) : content
}

async function collected({ first, rest, close }: OpenStream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  try {
    for (let next = first ?? (await rest.next()); next.done !== true; next = await rest.next())
      chunks.push(Buffer.from(next.value))
  } finally {
    close()
  }
  return Buffer.concat(chunks)
}
