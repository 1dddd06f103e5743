import type { ServerResponse } from 'node:http'
import { type Speaker, validate } from '../contract/validate.js'
import type { CheckedPart, WiredContract } from '../contract/wired-contract.js'
import { filledQuery, queryOf } from '../http/exchange.js'
import type { HttpRequest } from '../http/http.js'
import { requestCookies } from '../http/request-cookies.js'
import { choiceOf } from '../outcomes/body-errors.js'
import { ifMatchRequired, Precondition } from '../outcomes/precondition.js'
import type { Rendering } from '../rendering/rendering.js'
import type { BodyReader } from '../request/body-reader.js'
import { isForm } from '../request/earlier-parser.js'
import { isThenable } from '../values/value-kinds.js'
import { noContext, type Provision } from './provision.js'
import { RequestSignal } from './request-signal.js'
import { type Speaking, speakerFor } from './speaker.js'

/**
 * The one argument of an endpoint.
 *
 * @example
 * const show = ({ params }: EndpointInput<{ id: string }>) => ({ id: params.id })
 * routes.get('/products/:id', show)
 */
export interface EndpointInput<
  Params = unknown,
  Query = unknown,
  Headers = unknown,
  Body = unknown,
  Cookies = unknown,
  Context = unknown,
> {
  readonly params: Params
  readonly query: Query
  readonly headers: Headers
  /** The cookies: those of the schema, else all cookies of the request, by name. */
  readonly cookies: Cookies
  /** The names that the providers of the contract and of its router gave. */
  readonly context: Context
  /** The validated body; `undefined` when the contract has no `body`. */
  readonly body: Body
  readonly request: HttpRequest
  /** The negotiated media type, for endpoints that write several versions. */
  readonly mediaType: string
  /** The conditions of the request, for compare-and-set. */
  readonly precondition: Precondition
  /** The `Last-Event-ID` of a client that reconnects to a stream of events. */
  readonly lastEventId: string | undefined
  /** A signal that fires when the client leaves and at the deadline. */
  readonly signal: AbortSignal
}

type Parts = Record<CheckedPart['part'], unknown>

/** The context of reading a request. */
type Reading = Rendering & {
  readonly wiring: Speaking
  readonly contract: WiredContract
  readonly provision: Provision | undefined
}

/**
 * Reads the request and checks it against the contract. Returns a promise only for a body or an asynchronous schema.
 *
 * @throws HttpError 415, 413, 400 malformed, 400 invalid, 428: in this order
 */
export function readInput(
  request: HttpRequest,
  response: ServerResponse,
  given: BodyReader,
  reading: Reading,
): Input | Promise<Input> {
  const { body } = reading.contract
  if (body === undefined) return checkInput(request, response, noBody, reading)
  const bodies = request.method === 'QUERY' ? given.forQueries : given
  // A client that waits for leave to send its body gets a refusal in its place (RFC 9110 §10.1.1).
  const permit = request.headers.expect === undefined ? undefined : () => checkHead(request, response, reading)
  const checked = (value: unknown, rawBody?: Uint8Array): Input | Promise<Input> => {
    const missing =
      value === undefined ? `a body is required; expected ${choiceOf(bodies.formats.accepted)}` : undefined
    return checkInput(request, response, { value, rawBody }, reading, missing)
  }
  return reading.contract.rawBody
    ? bodies.readWithBytes(request, response, body.shape, permit).then(({ value, bytes }) => checked(value, bytes))
    : bodies.read(request, response, body.shape, permit).then((value) => checked(value))
}

/** Checks all but the body. @throws HttpError 400 invalid, 428 */
function checkHead(request: HttpRequest, response: ServerResponse, reading: Reading): unknown {
  const checked = reading.contract.checked.filter(({ part }) => part !== 'body')
  return checkInput(request, response, noBody, { ...reading, contract: { ...reading.contract, checked } })
}

/** A body as it was read, before validation. */
interface ReadBody {
  readonly value: unknown
  readonly rawBody: Uint8Array | undefined
}

const noBody: ReadBody = { value: undefined, rawBody: undefined }

function checkInput(
  request: HttpRequest,
  response: ServerResponse,
  { value, rawBody }: ReadBody,
  { exchange, choice, contract, wiring, provision }: Reading,
  missing?: string,
): Input | Promise<Input> {
  const raw: Parts = {
    params: contract.read.params(request.params),
    query: contract.read.query(
      choice.format.codec.forPeople === true ? filledQuery(exchange) : queryOf(exchange),
      wiring.formatParameter,
    ),
    headers: contract.read.headers(request.headers),
    cookies: contract.read.cookies?.(request.headers.cookie),
    body: value,
  }
  const made = (checked: Parts): Input => {
    if (contract.requireIfMatch && request.headers['if-match'] === undefined) throw ifMatchRequired()
    const cookies = contract.cookies === undefined ? undefined : { value: checked.cookies }
    return new Input(request, response, choice.format.mediaType, checked, cookies, provision, rawBody)
  }
  const checked =
    contract.checked.length === 0
      ? raw
      : checkParts(raw, contract.checked, missing, request, speakerFor(request, exchange, wiring))
  return isThenable(checked) ? checked.then(made) : made(checked)
}

/**
 * Returns the parts of a request as their schemas return them. A part without a schema stays as it is.
 *
 * @param missing the error for a body that is missing and may not be
 */
function checkParts(
  raw: Parts,
  checked: readonly CheckedPart[],
  missing: string | undefined,
  request: HttpRequest,
  speaker: Speaker,
): Parts | Promise<Parts> {
  const letThrough = (values: readonly unknown[]): Parts => {
    const result = { ...raw }
    checked.forEach(({ part }, at) => {
      result[part] = values[at]
    })
    return result
  }
  const values = validate(
    checked.map(({ part, in: place, schema }) => ({
      in: place,
      schema,
      value: raw[part],
      missing: part === 'body' ? missing : undefined,
    })),
    speaker,
    () => isForm(request),
  )
  return isThenable(values) ? values.then(letThrough) : letThrough(values)
}

/** The input of an endpoint. Members that cost something are made only for an endpoint that reads them. */
export class Input implements EndpointInput {
  readonly params: unknown
  readonly query: unknown
  readonly headers: unknown
  readonly body: unknown
  readonly context: object
  readonly request: HttpRequest
  readonly mediaType: string
  /** The bytes of the body, for a contract with `rawBody`. */
  readonly rawBody: Uint8Array | undefined
  readonly #response: ServerResponse
  #cookies: { readonly value: unknown } | undefined
  #signal: RequestSignal | undefined

  /** @param cookies the cookies that the schema let through; `undefined` without a schema */
  constructor(
    request: HttpRequest,
    response: ServerResponse,
    mediaType: string,
    parts: Parts,
    cookies: { readonly value: unknown } | undefined,
    provision: Provision | undefined,
    rawBody: Uint8Array | undefined,
  ) {
    this.request = request
    this.params = parts.params
    this.query = parts.query
    this.headers = parts.headers
    this.body = parts.body
    this.context = provision === undefined ? noContext : provision.context
    this.mediaType = mediaType
    this.rawBody = rawBody
    this.#response = response
    this.#cookies = cookies
    this.#signal = provision?.signal
  }

  get cookies(): unknown {
    this.#cookies ??= { value: requestCookies(this.request.headers.cookie) }
    return this.#cookies.value
  }

  get precondition(): Precondition {
    return new Precondition(this.request.headers)
  }

  get lastEventId(): string | undefined {
    const field = this.request.headers['last-event-id']
    return typeof field === 'string' ? Buffer.from(field, 'latin1').toString('utf8') : undefined
  }

  get signal(): AbortSignal {
    this.#signal ??= new RequestSignal(this.#response)
    return this.#signal.signal
  }

  /** Aborts the work of the endpoint, if it listens to the signal. */
  abort(reason: unknown): void {
    this.#signal ??= new RequestSignal(this.#response)
    this.#signal.abort(reason)
  }
}
