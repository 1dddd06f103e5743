import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { ConditionFields } from './conditions.js'
import { allowedCodings } from './content-coding.js'
import type { HttpRequest } from './http.js'
import { withoutParameters } from './without-parameters.js'

/** The parts of a request that decide its answer. `api.render` makes one without HTTP. */
export interface Exchange {
  /** The request, for functions of the application; `undefined` without HTTP. */
  readonly request: HttpRequest | undefined
  readonly method: string
  /** The path and query that the client sent, with the mount paths of routers and without secret parameters. */
  readonly url: string
  readonly accept: string | undefined
  /** The id of the request in logs. */
  readonly requestId: string | undefined
  /** The scheme and authority that the client used, such as `https://shop.example`; `undefined` when they are unknown. */
  readonly origin: string | undefined
  /** The header fields of the request, by lower-case name. */
  readonly headers: IncomingHttpHeaders
  /** The fields that make the request conditional. */
  readonly conditions: ConditionFields
  /** The content codings that the client allows, sorted; `undefined` unless a middleware may compress. */
  readonly codings: string | undefined
}

/**
 * Returns the exchange of a request. The id is the response field `X-Request-Id` or `request.id`, set by an earlier middleware.
 *
 * @param secretParameters the query parameters with API keys. No endpoint, envelope or page gets them
 */
export function exchangeOf(
  request: IncomingMessage,
  response: ServerResponse,
  secretParameters: readonly string[],
): Exchange {
  return new HttpExchange(request, response, secretParameters)
}

/** Computes rarely used members in getters. A class is faster than an object literal, whose getters are created for each request. */
class HttpExchange implements Exchange {
  readonly request: HttpRequest
  readonly method: string
  readonly url: string
  readonly accept: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly conditions: ConditionFields
  readonly #response: ServerResponse

  constructor(request: HttpRequest, response: ServerResponse, secretParameters: readonly string[]) {
    const { method = 'GET', url = '/', originalUrl = url, headers } = request
    this.request = request
    this.method = method
    this.url = withoutParameters(originForm(originalUrl), secretParameters)
    this.accept = headers.accept
    this.headers = headers
    this.conditions = headers
    this.#response = response
  }

  get origin(): string | undefined {
    return originOf(this.request)
  }

  get codings(): string | undefined {
    return isTransformed(this.#response) ? allowedCodings(this.request.headers['accept-encoding']) : undefined
  }

  get requestId(): string | undefined {
    const field = this.#response.getHeader('x-request-id')
    if (typeof field === 'string') return field
    const { id } = this.request
    return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined
  }
}

/**
 * Returns the scheme and authority that the client used. Express gives `protocol`. Its setting `trust proxy` says whether the sender of
 * `X-Forwarded-Host` is trusted. Without that setting the field is ignored, since any client can send it.
 */
function originOf(request: HttpRequest): string | undefined {
  const { protocol, socket } = request
  const isEncrypted = (socket as { encrypted?: unknown } | null)?.encrypted === true
  const scheme = String(protocol).toLowerCase()
  const isSecure = scheme === 'https' || (scheme !== 'http' && isEncrypted)
  const host = forwardedHost(request) ?? request.headers.host ?? request.headers[':authority']?.toString() ?? ''
  return /^[\w.-]+(?::\d{1,5})?$|^\[[\da-fA-F:.]+\](?::\d{1,5})?$/.test(host)
    ? `http${isSecure ? 's' : ''}://${host}`
    : undefined
}

/** Reads `X-Forwarded-Host` when the application trusts its sender. Takes the first host of a list, as Express does. */
function forwardedHost({ app, socket, headers }: HttpRequest): string | undefined {
  const field = headers['x-forwarded-host']
  if (field === undefined) return undefined
  const trust: unknown = app?.get?.('trust proxy fn')
  if (typeof trust !== 'function' || trust(socket?.remoteAddress, 0) !== true) return undefined
  return String(field).split(',').at(0)?.trim() || undefined
}

/** Removes the scheme and authority that a client may send in the request target. @see RFC 9112 §3.2.2 */
function originForm(target: string): string {
  if (target.startsWith('/')) return target
  const rest = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*(.*)$/is.exec(target)?.[1]
  return rest === undefined || rest.startsWith('/') ? (rest ?? target) : `/${rest}`
}

/** Returns the path of a URL, without the query. */
export function pathOf({ url }: Pick<Exchange, 'url'>): string {
  const end = url.indexOf('?')
  return end === -1 ? url : url.slice(0, end)
}

/** Returns the query of a URL, without the question mark; `undefined` when there is none. */
export function queryOf({ url }: Pick<Exchange, 'url'>): string | undefined {
  const start = url.indexOf('?')
  return start === -1 ? undefined : url.slice(start + 1)
}

/** Returns the query of a URL without the parameters whose value is empty: a browser sends every field of a form, the empty ones included. */
export function filledQuery(exchange: Pick<Exchange, 'url'>): string | undefined {
  return queryOf(exchange)
    ?.split('&')
    .filter((pair) => !/^[^=]*=$/.test(pair))
    .join('&')
}

/** Reports whether a middleware has replaced `response.write`, as middleware that compresses does. */
export function isTransformed(response: ServerResponse): boolean {
  return Object.hasOwn(response, 'write')
}
