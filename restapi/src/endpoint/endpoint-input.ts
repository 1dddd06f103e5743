import type { ServerResponse } from 'node:http'
import type { CheckedPart, WiredContract } from '../contract/contract.js'
import { validate } from '../contract/validate.js'
import { queryOf } from '../http/exchange.js'
import type { HttpRequest } from '../http/http.js'
import { ifMatchRequired, Precondition } from '../outcomes/precondition.js'
import type { Rendering } from '../rendering/rendering.js'
import type { BodyReader } from '../request/body-reader.js'
import { isThenable } from '../values/value-kinds.js'
import { clientSignal } from '../writing/client-signal.js'

/** The one argument of an endpoint. */
export interface EndpointInput<Params = unknown, Query = unknown, Headers = unknown, Body = unknown> {
  readonly params: Params
  readonly query: Query
  readonly headers: Headers
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
type Reading = Rendering & { readonly contract: WiredContract }

/**
 * Reads and checks what the contract asks for; a promise only where that takes time.
 *
 * @throws HttpError 415, 413, 400 malformed, 400 invalid, 428: in this order
 */
export function readInput(
  request: HttpRequest,
  response: ServerResponse,
  bodies: BodyReader,
  reading: Reading,
): Input | Promise<Input> {
  const { body } = reading.contract
  if (body === undefined) return checkInput(request, response, undefined, reading)
  // A client that waits for leave to send its body gets a refusal in its place (RFC 9110 §10.1.1).
  const permit = request.headers.expect === undefined ? undefined : () => checkHead(request, response, reading)
  return bodies.read(request, body.shape, permit).then((value) => {
    const missing =
      value === undefined ? `a body is required; expected one of ${bodies.accepted.join(', ')}` : undefined
    return checkInput(request, response, value, reading, missing)
  })
}

/** Checks all but the body. @throws HttpError 400 invalid, 428 */
function checkHead(request: HttpRequest, response: ServerResponse, reading: Reading): unknown {
  const checked = reading.contract.checked.filter(({ part }) => part !== 'body')
  return checkInput(request, response, undefined, { ...reading, contract: { ...reading.contract, checked } })
}

function checkInput(
  request: HttpRequest,
  response: ServerResponse,
  body: unknown,
  { exchange, choice, contract, wiring }: Reading,
  missing?: string,
): Input | Promise<Input> {
  const raw: Parts = {
    params: contract.read.params(request.params),
    query: contract.read.query(queryOf(exchange), wiring.formatParameter),
    headers: contract.read.headers(request.headers),
    body,
  }
  const made = (checked: Parts): Input => {
    if (contract.requireIfMatch && request.headers['if-match'] === undefined) throw ifMatchRequired()
    return new Input(request, response, choice.format.mediaType, checked)
  }
  const checked = contract.checked.length === 0 ? raw : checkParts(raw, contract.checked, missing)
  return isThenable(checked) ? checked.then(made) : made(checked)
}

/**
 * The parts as their schemas let them through; those without a schema as they are.
 *
 * @param missing the error for a body that is missing and may not be
 */
function checkParts(raw: Parts, checked: readonly CheckedPart[], missing: string | undefined): Parts | Promise<Parts> {
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
  )
  return isThenable(values) ? values.then(letThrough) : letThrough(values)
}

/** The input as an object whose signal is made only for an endpoint that looks at it. */
export class Input implements EndpointInput {
  readonly params: unknown
  readonly query: unknown
  readonly headers: unknown
  readonly body: unknown
  readonly request: HttpRequest
  readonly mediaType: string
  readonly #response: ServerResponse
  #abort: AbortController | undefined

  constructor(request: HttpRequest, response: ServerResponse, mediaType: string, parts: Parts) {
    this.request = request
    this.params = parts.params
    this.query = parts.query
    this.headers = parts.headers
    this.body = parts.body
    this.mediaType = mediaType
    this.#response = response
  }

  get precondition(): Precondition {
    return new Precondition(this.request.headers)
  }

  get lastEventId(): string | undefined {
    const field = this.request.headers['last-event-id']
    return typeof field === 'string' ? Buffer.from(field, 'latin1').toString('utf8') : undefined
  }

  get signal(): AbortSignal {
    this.#abort ??= clientSignal(this.#response)
    return this.#abort.signal
  }

  /** Ends the work of the endpoint, where it listens. */
  abort(reason: unknown): void {
    this.#abort ??= clientSignal(this.#response)
    this.#abort.abort(reason)
  }
}
