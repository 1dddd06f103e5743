import { httpErrorFactory } from './http-error-factory.js'

/**
 * Returns a 500 Internal Server Error (RFC 9110 §15.6.1).
 *
 * @example
 * internalServerError(undefined, { cause: new Error('only the report has this text') }).status // => 500
 */
export const internalServerError = httpErrorFactory(500)

/**
 * Returns a 501 Not Implemented (RFC 9110 §15.6.2).
 *
 * @example
 * notImplemented('refunds come in May').status // => 501
 */
export const notImplemented = httpErrorFactory(501)

/**
 * Returns a 502 Bad Gateway (RFC 9110 §15.6.3).
 *
 * @example
 * badGateway('the warehouse gave no sensible answer').status // => 502
 */
export const badGateway = httpErrorFactory(502)

/**
 * Returns a 503 Service Unavailable (RFC 9110 §15.6.4).
 *
 * @example
 * serviceUnavailable().withHeader('Retry-After', '5').status // => 503
 */
export const serviceUnavailable = httpErrorFactory(503)

/**
 * Returns a 504 Gateway Timeout (RFC 9110 §15.6.5).
 *
 * @example
 * gatewayTimeout('the warehouse did not answer').status // => 504
 */
export const gatewayTimeout = httpErrorFactory(504)

/**
 * Returns a 505 HTTP Version Not Supported (RFC 9110 §15.6.6).
 *
 * @example
 * httpVersionNotSupported().status // => 505
 */
export const httpVersionNotSupported = httpErrorFactory(505)

/**
 * Returns a 506 Variant Also Negotiates (RFC 2295 §8.1).
 *
 * @example
 * variantAlsoNegotiates().status // => 506
 */
export const variantAlsoNegotiates = httpErrorFactory(506)

/**
 * Returns a 507 Insufficient Storage (RFC 4918 §11.5).
 *
 * @example
 * insufficientStorage('your quota is used up').status // => 507
 */
export const insufficientStorage = httpErrorFactory(507)

/**
 * Returns a 508 Loop Detected (RFC 5842 §7.2).
 *
 * @example
 * loopDetected().status // => 508
 */
export const loopDetected = httpErrorFactory(508)

/**
 * Returns a 511 Network Authentication Required (RFC 6585 §6).
 *
 * @example
 * networkAuthenticationRequired().status // => 511
 */
export const networkAuthenticationRequired = httpErrorFactory(511)
