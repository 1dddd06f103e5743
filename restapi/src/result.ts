import type { Readable } from 'node:stream'
import { brands, isBranded } from './brand.js'
import { addField, canonicalName, type FieldInput, type Fields, noFields, setField } from './fields.js'
import { type LinkParameters, linkValue, uriReference } from './link.js'
import { parseMediaType } from './media-type.js'
import { isFinalStatus } from './status.js'

/** Content that is ready to be written, past negotiation: text (written as UTF-8), bytes, or a stream of either. */
export interface ReadyContent {
  readonly data: string | Uint8Array | Readable | ReadableStream
  readonly mediaType: string
}

interface ResultState<Value> {
  readonly value: Value
  readonly fields?: Fields
  readonly ready?: ReadyContent | undefined
}

/** A success with its status and header fields. Results are immutable: every `with…` method returns a copy. */
export class Result<out Value = unknown, out Status extends number = number> {
  readonly status: Status
  /** What is negotiated and written; `undefined` for an answer without content. */
  readonly value: Value
  readonly fields: Fields
  /** Content that is written instead of the value. */
  readonly ready: ReadyContent | undefined

  /** @throws RangeError when the status cannot end an exchange (RFC 9110 §15). */
  constructor(status: Status, state: ResultState<Value>) {
    if (!isFinalStatus(status)) throw new RangeError(`a status is an integer from 200 to 599, not ${String(status)}`)
    this.status = status
    this.value = state.value
    this.fields = state.fields ?? noFields
    this.ready = state.ready
    Object.freeze(this)
  }

  get [brands.result](): true {
    return true
  }

  /** A copy with this header field, its name in canonical spelling. @throws TypeError when HTTP cannot carry it. */
  withHeader(name: string, value: FieldInput): Result<Value, Status> {
    return this.#with({ fields: setField(this.fields, canonicalName(name), value) })
  }

  /** A copy with these header fields, as if each had been given to `withHeader`. */
  withHeaders(fields: Readonly<Record<string, FieldInput>>): Result<Value, Status> {
    let all = this.fields
    for (const [name, value] of Object.entries(fields)) all = setField(all, canonicalName(name), value)
    return this.#with({ fields: all })
  }

  /** A copy with this header field, its name spelled as given: for clients that compare names with case. */
  withNonCanonicalHeader(name: string, value: FieldInput): Result<Value, Status> {
    return this.#with({ fields: setField(this.fields, name, value) })
  }

  /** A copy with one more `Link` (RFC 8288): `ok(page).withLink('/products?after=x', { rel: 'next' })`. */
  withLink(target: string | URL, parameters: LinkParameters): Result<Value, Status> {
    return this.#with({ fields: addField(this.fields, 'Link', linkValue(target, parameters)) })
  }

  /**
   * A copy whose content is written as it is, instead of a negotiated value.
   *
   * @param data text (written as UTF-8), bytes, or a stream of either
   * @param mediaType the `Content-Type`, parameters included
   * @throws TypeError when `mediaType` is none
   */
  withContent(data: ReadyContent['data'], mediaType: string): Result<Value, Status> {
    if (parseMediaType(mediaType) === undefined) throw new TypeError(`'${mediaType}' is no media type`)
    return this.#with({ ready: Object.freeze({ data, mediaType }) })
  }

  #with(change: Partial<ResultState<Value>>): Result<Value, Status> {
    return new Result(this.status, { value: this.value, fields: this.fields, ready: this.ready, ...change })
  }
}

/** Whether `value` is a `Result`, of this copy of the package or another. */
export function isResult(value: unknown): value is Result {
  return isBranded(value, brands.result)
}

/** A result of any status: `status(207, parts)`. @throws RangeError unless the status is an integer from 200 to 599. */
export function status<const S extends number>(code: S): Result<undefined, S>
export function status<const S extends number, V>(code: S, value: V): Result<V, S>
export function status(code: number, value?: unknown): Result {
  return new Result(code, { value })
}

/** 200 OK (RFC 9110 §15.3.1). Without a value, or with `undefined`, the answer has no content; `null` is a value. */
export function ok(): Result<undefined, 200>
export function ok<V>(value: V): Result<V, 200>
export function ok(value?: unknown): Result<unknown, 200> {
  return new Result(200, { value })
}

/** 201 Created (RFC 9110 §15.3.2), with the `Location` of what was created where it is given. */
export function created(): Result<undefined, 201>
export function created<V>(value: V, location?: string | URL): Result<V, 201>
export function created(value?: unknown, location?: string | URL): Result<unknown, 201> {
  return new Result(201, { value, fields: location === undefined ? noFields : locationField(location) })
}

/** 202 Accepted (RFC 9110 §15.3.3). */
export function accepted(): Result<undefined, 202>
export function accepted<V>(value: V, location?: string | URL): Result<V, 202>
export function accepted(value?: unknown, location?: string | URL): Result<unknown, 202> {
  return new Result(202, { value, fields: location === undefined ? noFields : locationField(location) })
}

/** 204 No Content (RFC 9110 §15.3.5). */
export function noContent(): Result<undefined, 204> {
  return new Result(204, { value: undefined })
}

/** 205 Reset Content (RFC 9110 §15.3.6). */
export function resetContent(): Result<undefined, 205> {
  return new Result(205, { value: undefined })
}

/** 301 Moved Permanently (RFC 9110 §15.4.2). */
export const movedPermanently = redirect(301)
/** 302 Found (RFC 9110 §15.4.3). */
export const found = redirect(302)
/** 303 See Other (RFC 9110 §15.4.4). */
export const seeOther = redirect(303)
/** 307 Temporary Redirect (RFC 9110 §15.4.8): the client repeats the same method. */
export const temporaryRedirect = redirect(307)
/** 308 Permanent Redirect (RFC 9110 §15.4.9): the client repeats the same method. */
export const permanentRedirect = redirect(308)

function redirect<const S extends number>(code: S): (location: string | URL) => Result<undefined, S> {
  return (location) => new Result(code, { value: undefined, fields: locationField(location) })
}

function locationField(location: string | URL): Fields {
  return setField(noFields, 'Location', uriReference(location))
}
