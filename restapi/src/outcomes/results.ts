import { type Fields, noFields, setField } from '../http/fields.js'
import { uriReference } from '../http/link.js'
import { Result } from './result.js'

/**
 * Returns a result of any status: `status(207, parts)`.
 *
 * @throws RangeError unless the status is an integer from 200 to 599
 * @example
 * status(207, [{ id: 1 }, { id: 2 }]).status // => 207
 */
export function status<const S extends number>(code: S): Result<undefined, S>
export function status<const S extends number, V>(code: S, value: V): Result<V, S>
export function status(code: number, value?: unknown): Result {
  return new Result(code, { value })
}

/**
 * Returns a 200 OK (RFC 9110 §15.3.1). For `undefined` the answer has no content; `null` is a value.
 *
 * @example
 * ok({ name: 'Espresso' }).withVersion(3).value // => { name: 'Espresso' }
 */
export function ok(): Result<undefined, 200>
export function ok<V>(value: V): Result<V, 200>
export function ok(value?: unknown): Result<unknown, 200> {
  return new Result(200, { value })
}

/**
 * Returns a 201 Created (RFC 9110 §15.3.2).
 *
 * @param location the `Location` of the new resource
 * @example
 * routes.post('/products', () => created({ id: 7 }, '/products/7'))
 */
export function created(): Result<undefined, 201>
export function created<V>(value: V, location?: string | URL): Result<V, 201>
export function created(value?: unknown, location?: string | URL): Result<unknown, 201> {
  return new Result(201, { value, fields: location === undefined ? noFields : locationField(location) })
}

/**
 * Returns a 202 Accepted (RFC 9110 §15.3.3).
 *
 * @param location the `Location` at which the client can watch the work
 * @example
 * routes.post('/reports', () => accepted({ state: 'queued' }, '/reports/7'))
 */
export function accepted(): Result<undefined, 202>
export function accepted<V>(value: V, location?: string | URL): Result<V, 202>
export function accepted(value?: unknown, location?: string | URL): Result<unknown, 202> {
  return new Result(202, { value, fields: location === undefined ? noFields : locationField(location) })
}

/**
 * Returns a 204 No Content (RFC 9110 §15.3.5).
 *
 * @example
 * routes.delete('/products/:id', () => noContent())
 */
export function noContent(): Result<undefined, 204> {
  return new Result(204, { value: undefined })
}

/**
 * Returns a 205 Reset Content (RFC 9110 §15.3.6).
 *
 * @example
 * resetContent().status // => 205
 */
export function resetContent(): Result<undefined, 205> {
  return new Result(205, { value: undefined })
}

/**
 * Returns a 301 Moved Permanently (RFC 9110 §15.4.2).
 *
 * @example
 * movedPermanently('/products/7').status // => 301
 */
export const movedPermanently = redirect(301)
/**
 * Returns a 302 Found (RFC 9110 §15.4.3).
 *
 * @example
 * found('/products/7').status // => 302
 */
export const found = redirect(302)
/**
 * Returns a 303 See Other (RFC 9110 §15.4.4).
 *
 * @example
 * seeOther('/products/7').status // => 303
 */
export const seeOther = redirect(303)
/**
 * Returns a 307 Temporary Redirect (RFC 9110 §15.4.8): the client repeats the same method.
 *
 * @example
 * temporaryRedirect('/products/7').status // => 307
 */
export const temporaryRedirect = redirect(307)
/**
 * Returns a 308 Permanent Redirect (RFC 9110 §15.4.9): the client repeats the same method.
 *
 * @example
 * permanentRedirect('/products/7').status // => 308
 */
export const permanentRedirect = redirect(308)

function redirect<const S extends number>(code: S): (location: string | URL) => Result<undefined, S> {
  return (location) => new Result(code, { value: undefined, fields: locationField(location) })
}

function locationField(location: string | URL): Fields {
  return setField(noFields, 'Location', uriReference(location))
}
