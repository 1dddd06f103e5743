import { upgradeFields } from '../http/upgrade.js'
import { HttpError } from './http-error.js'
import { type HttpErrorFactory, httpErrorFactory } from './http-error-factory.js'

/**
 * Returns a 400 Bad Request (RFC 9110 §15.5.1).
 *
 * @example
 * badRequest('the date is in the past').status // => 400
 */
export const badRequest = httpErrorFactory(400)

/**
 * Returns a 401 Unauthorized (RFC 9110 §15.5.2). The answer needs a `WWW-Authenticate` field.
 *
 * @example
 * unauthorized('sign in first').withHeader('WWW-Authenticate', 'Bearer').status // => 401
 */
export const unauthorized = httpErrorFactory(401)

/**
 * Returns a 402 Payment Required (RFC 9110 §15.5.3).
 *
 * @example
 * paymentRequired('the trial has ended').status // => 402
 */
export const paymentRequired = httpErrorFactory(402)

/**
 * Returns a 403 Forbidden (RFC 9110 §15.5.4).
 *
 * @example
 * forbidden('only the owner may delete it').status // => 403
 */
export const forbidden = httpErrorFactory(403)

/**
 * Returns a 404 Not Found (RFC 9110 §15.5.5).
 *
 * @example
 * notFound('no such product').status // => 404
 */
export const notFound = httpErrorFactory(404)

/**
 * Returns a 405 Method Not Allowed (RFC 9110 §15.5.6). `api.routes` answers it by itself.
 *
 * @example
 * methodNotAllowed().withHeader('Allow', 'GET, HEAD').status // => 405
 */
export const methodNotAllowed = httpErrorFactory(405)

/**
 * Returns a 406 Not Acceptable (RFC 9110 §15.5.7). Negotiation answers it by itself.
 *
 * @example
 * notAcceptable('the report exists in French only').status // => 406
 */
export const notAcceptable = httpErrorFactory(406)

/**
 * Returns a 407 Proxy Authentication Required (RFC 9110 §15.5.8).
 *
 * @example
 * proxyAuthenticationRequired().withHeader('Proxy-Authenticate', 'Basic').status // => 407
 */
export const proxyAuthenticationRequired = httpErrorFactory(407)

/**
 * Returns a 408 Request Timeout (RFC 9110 §15.5.9).
 *
 * @example
 * requestTimeout().status // => 408
 */
export const requestTimeout = httpErrorFactory(408)

/**
 * Returns a 409 Conflict (RFC 9110 §15.5.10).
 *
 * @example
 * conflict('the name is taken').status // => 409
 */
export const conflict = httpErrorFactory(409)

/**
 * Returns a 410 Gone (RFC 9110 §15.5.11).
 *
 * @example
 * gone('the offer ended in May').status // => 410
 */
export const gone = httpErrorFactory(410)

/**
 * Returns a 411 Length Required (RFC 9110 §15.5.12).
 *
 * @example
 * lengthRequired().status // => 411
 */
export const lengthRequired = httpErrorFactory(411)

/**
 * Returns a 412 Precondition Failed (RFC 9110 §15.5.13). `precondition.check` throws it by itself.
 *
 * @example
 * preconditionFailed('somebody has changed it').status // => 412
 */
export const preconditionFailed = httpErrorFactory(412)

/**
 * Returns a 413 Content Too Large (RFC 9110 §15.5.14).
 *
 * @example
 * contentTooLarge('at most 20 pictures').status // => 413
 */
export const contentTooLarge = httpErrorFactory(413)

/**
 * Returns a 414 URI Too Long (RFC 9110 §15.5.15).
 *
 * @example
 * uriTooLong().status // => 414
 */
export const uriTooLong = httpErrorFactory(414)

/**
 * Returns a 415 Unsupported Media Type (RFC 9110 §15.5.16).
 *
 * @example
 * unsupportedMediaType('only PNG and JPEG').status // => 415
 */
export const unsupportedMediaType = httpErrorFactory(415)

/**
 * Returns a 416 Range Not Satisfiable (RFC 9110 §15.5.17).
 *
 * @example
 * rangeNotSatisfiable().status // => 416
 */
export const rangeNotSatisfiable = httpErrorFactory(416)

/**
 * Returns a 417 Expectation Failed (RFC 9110 §15.5.18).
 *
 * @example
 * expectationFailed().status // => 417
 */
export const expectationFailed = httpErrorFactory(417)

/**
 * Returns a 418 I'm a Teapot (RFC 2324 §2.3.2).
 *
 * @example
 * imATeapot('short and stout').status // => 418
 */
export const imATeapot = httpErrorFactory(418)

/**
 * Returns a 421 Misdirected Request (RFC 9110 §15.5.20).
 *
 * @example
 * misdirectedRequest().status // => 421
 */
export const misdirectedRequest = httpErrorFactory(421)

/**
 * Returns a 422 Unprocessable Content (RFC 9110 §15.5.21).
 *
 * @example
 * unprocessableContent('the lines have two currencies').status // => 422
 */
export const unprocessableContent = httpErrorFactory(422)

/**
 * Returns a 423 Locked (RFC 4918 §11.3).
 *
 * @example
 * locked('somebody is editing it').status // => 423
 */
export const locked = httpErrorFactory(423)

/**
 * Returns a 424 Failed Dependency (RFC 4918 §11.4).
 *
 * @example
 * failedDependency('the first step failed').status // => 424
 */
export const failedDependency = httpErrorFactory(424)

/**
 * Returns a 425 Too Early (RFC 8470 §5.2).
 *
 * @example
 * tooEarly().status // => 425
 */
export const tooEarly = httpErrorFactory(425)

/**
 * Returns a 426 Upgrade Required (RFC 9110 §15.5.22). The answer has the fields `Upgrade` and `Connection: Upgrade`; over HTTP/2, which has
 * no upgrades, it has neither.
 *
 * @param protocols the protocols to use instead, the preferred one first
 * @throws TypeError unless each protocol is a name with an optional version
 * @example
 * upgradeRequired('websocket', 'connect by WebSocket').status // => 426
 */
export function upgradeRequired(
  protocols: string | readonly string[],
  message?: string,
  options?: Parameters<HttpErrorFactory<426>>[1],
): HttpError<426> {
  return new HttpError(426, message, { ...options, fields: upgradeFields(protocols) })
}

/**
 * Returns a 428 Precondition Required (RFC 6585 §3). `requireIfMatch` of a contract answers it by itself.
 *
 * @example
 * preconditionRequired('send If-Match').status // => 428
 */
export const preconditionRequired = httpErrorFactory(428)

/**
 * Returns a 429 Too Many Requests (RFC 6585 §4).
 *
 * @example
 * tooManyRequests('ten a minute').withHeader('Retry-After', '30').status // => 429
 */
export const tooManyRequests = httpErrorFactory(429)

/**
 * Returns a 431 Request Header Fields Too Large (RFC 6585 §5).
 *
 * @example
 * requestHeaderFieldsTooLarge().status // => 431
 */
export const requestHeaderFieldsTooLarge = httpErrorFactory(431)

/**
 * Returns a 451 Unavailable For Legal Reasons (RFC 7725 §3).
 *
 * @example
 * unavailableForLegalReasons().status // => 451
 */
export const unavailableForLegalReasons = httpErrorFactory(451)
