import { HttpError, type HttpErrorOptions } from './http-error.js'

/**
 * A function that makes the `HttpError` of one status, to return or throw: `notFound('no such product', { cause })`.
 *
 * @example
 * const refusal: Record<string, HttpErrorFactory<403 | 404>> = { private: forbidden, absent: notFound }
 * routes.get('/products/:id', () => refusal.absent?.('no such product'))
 */
export type HttpErrorFactory<Status extends number> = (
  message?: string,
  options?: Pick<HttpErrorOptions, 'cause' | 'message'>,
) => HttpError<Status>

/** Returns the function that makes the errors of a status. */
export function httpErrorFactory<const Status extends number>(status: Status): HttpErrorFactory<Status> {
  return (message, options) => new HttpError(status, message, options)
}

/**
 * Returns an error of any status but 426, which `upgradeRequired` makes.
 *
 * @throws RangeError unless the status is an integer from 400 to 599
 * @throws TypeError for 426
 * @example
 * httpError(409, 'out of stock', { code: 'out-of-stock' }).status // => 409
 */
export function httpError<const Status extends number>(
  status: Status,
  message?: string,
  options?: HttpErrorOptions,
): HttpError<Status> {
  if ((status as number) === 426)
    throw new TypeError(
      "a 426 names the protocols to upgrade to (RFC 9110 §15.5.22): write upgradeRequired('websocket', message)",
    )
  return new HttpError(status, message, options)
}
