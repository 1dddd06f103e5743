import { HttpError, type HttpErrorOptions } from './http-error.js'

/** A function that makes the `HttpError` of one status, to return or throw: `notFound('no such product', { cause })`. */
export type HttpErrorFactory<Status extends number> = (
  message?: string,
  options?: Pick<HttpErrorOptions, 'cause' | 'message'>,
) => HttpError<Status>

function factory<const Status extends number>(status: Status): HttpErrorFactory<Status> {
  return (message, options) => new HttpError(status, message, options)
}

/** Returns an error of any status: `httpError(409, 'out of stock', { code: 'out-of-stock' })`. @throws RangeError unless the status is an integer from 400 to 599 */
export function httpError<const Status extends number>(
  status: Status,
  message?: string,
  options?: HttpErrorOptions,
): HttpError<Status> {
  return new HttpError(status, message, options)
}

// Client errors, RFC 9110 §15.5 unless said otherwise.
export const badRequest = factory(400)
export const unauthorized = factory(401)
export const paymentRequired = factory(402)
export const forbidden = factory(403)
export const notFound = factory(404)
export const methodNotAllowed = factory(405)
export const notAcceptable = factory(406)
export const proxyAuthenticationRequired = factory(407)
export const requestTimeout = factory(408)
export const conflict = factory(409)
export const gone = factory(410)
export const lengthRequired = factory(411)
export const preconditionFailed = factory(412)
export const contentTooLarge = factory(413)
export const uriTooLong = factory(414)
export const unsupportedMediaType = factory(415)
export const rangeNotSatisfiable = factory(416)
export const expectationFailed = factory(417)
/** RFC 2324 §2.3.2 */
export const imATeapot = factory(418)
export const misdirectedRequest = factory(421)
export const unprocessableContent = factory(422)
/** RFC 4918 §11.3 */
export const locked = factory(423)
/** RFC 4918 §11.4 */
export const failedDependency = factory(424)
/** RFC 8470 §5.2 */
export const tooEarly = factory(425)
export const upgradeRequired = factory(426)
/** RFC 6585 §3 */
export const preconditionRequired = factory(428)
/** RFC 6585 §4 */
export const tooManyRequests = factory(429)
/** RFC 6585 §5 */
export const requestHeaderFieldsTooLarge = factory(431)
/** RFC 7725 §3 */
export const unavailableForLegalReasons = factory(451)

// Server errors, RFC 9110 §15.6 unless said otherwise.
export const internalServerError = factory(500)
export const notImplemented = factory(501)
export const badGateway = factory(502)
export const serviceUnavailable = factory(503)
export const gatewayTimeout = factory(504)
export const httpVersionNotSupported = factory(505)
/** RFC 2295 §8.1 */
export const variantAlsoNegotiates = factory(506)
/** RFC 4918 §11.5 */
export const insufficientStorage = factory(507)
/** RFC 5842 §7.2 */
export const loopDetected = factory(508)
/** RFC 6585 §6 */
export const networkAuthenticationRequired = factory(511)
