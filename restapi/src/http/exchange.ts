import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { codingsOf } from './accepted-codings.js'
import type { ConditionFields } from './conditions.js'
import type { HttpRequest } from './http.js'

/** What the decisions about an answer need to know of the request, with HTTP or without. */
export interface Exchange {
  readonly method: string
  /** Path and query as the client sent them, before any router took its mount path off. */
  readonly url: string
  readonly accept: string | undefined
  /** The id under which the request is logged. */
  readonly requestId: string | undefined
  /** Scheme and authority under which the client reached the service, such as `https://shop.example`, where they are known. */
  readonly origin: string | undefined
  /** The header fields of the request, by lower-case name. */
  readonly headers: IncomingHttpHeaders
  /** The fields that make the request conditional. */
  readonly conditions: ConditionFields
  /** The content codings that the client allows, where a middleware compresses: see `representationKey`. */
  readonly codings: string | undefined
}

/** The exchange that a request begins. Its id is what an earlier middleware put into `X-Request-Id` or `request.id`. */
export function exchangeOf(request: IncomingMessage, response: ServerResponse): Exchange {
  return new HttpExchange(request, response)
}

/** What is rarely asked for is found when it is: in getters of a class, since those of a literal would be made each time. */
class HttpExchange implements Exchange {
  readonly method: string
  readonly url: string
  readonly accept: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly conditions: ConditionFields
  readonly #request: HttpRequest
  readonly #response: ServerResponse

  constructor(request: HttpRequest, response: ServerResponse) {
    const { method = 'GET', url = '/', originalUrl = url, headers } = request
    this.method = method
    this.url = originForm(originalUrl)
    this.accept = headers.accept
    this.headers = headers
    this.conditions = headers
    this.#request = request
    this.#response = response
  }

  get origin(): string | undefined {
    return originOf(this.#request)
  }

  get codings(): string | undefined {
    return isTransformed(this.#response) ? codingsOf(this.#request.headers['accept-encoding']) : undefined
  }

  get requestId(): string | undefined {
    const field = this.#response.getHeader('x-request-id')
    if (typeof field === 'string') return field
    const { id } = this.#request
    return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined
  }
}

/**
 * Finds the scheme and authority by which the client knows the service. Express tells `protocol` and, by its setting `trust proxy`, whether
 * the sender may be trusted with `X-Forwarded-Host`; without that, the field is anybody's, and ignored.
 */
function originOf(request: HttpRequest): string | undefined {
  const { protocol, socket } = request
  const isEncrypted = (socket as { encrypted?: unknown } | null)?.encrypted === true
  const scheme = String(protocol).toLowerCase()
  const isSecure = scheme === 'https' || (scheme !== 'http' && isEncrypted)
  const host = forwardedHost(request) ?? request.headers.host ?? ''
  return /^[\w.-]+(?::\d{1,5})?$|^\[[\da-fA-F:.]+\](?::\d{1,5})?$/.test(host)
    ? `http${isSecure ? 's' : ''}://${host}`
    : undefined
}

/** Reads `X-Forwarded-Host` where the application trusts its sender; of a list, the first host, as Express does. */
function forwardedHost({ app, socket, headers }: HttpRequest): string | undefined {
  const field = headers['x-forwarded-host']
  if (field === undefined) return undefined
  const trust: unknown = app?.get?.('trust proxy fn')
  if (typeof trust !== 'function' || trust(socket?.remoteAddress, 0) !== true) return undefined
  return String(field).split(',').at(0)?.trim() || undefined
}

/** A target without scheme and authority, which clients may send along (RFC 9112 §3.2.2). */
function originForm(target: string): string {
  if (target.startsWith('/')) return target
  const rest = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*(.*)$/is.exec(target)?.[1]
  return rest === undefined || rest.startsWith('/') ? (rest ?? target) : `/${rest}`
}

/** The path of a URL, without its query. */
export function pathOf({ url }: Pick<Exchange, 'url'>): string {
  const end = url.indexOf('?')
  return end === -1 ? url : url.slice(0, end)
}

/** The query of a URL, without the question mark; `undefined` when it has none. */
export function queryOf({ url }: Exchange): string | undefined {
  const start = url.indexOf('?')
  return start === -1 ? undefined : url.slice(start + 1)
}

/** Whether a middleware sits between the end-ware and the socket, as those do that compress: it writes in our place. */
export function isTransformed(response: ServerResponse): boolean {
  return Object.hasOwn(response, 'write')
}
