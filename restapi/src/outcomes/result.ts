import type { Readable } from 'node:stream'
import { type CookieOptions, cookieValue } from '../http/cookie.js'
import { addField, canonicalName, type FieldInput, type Fields, noFields, setField, setFields } from '../http/fields.js'
import { type LinkParameters, linkValue } from '../http/link.js'
import { parseMediaType } from '../http/media-type.js'
import { isContentless, isFinalStatus } from '../http/status.js'
import { brands, isBranded } from '../values/brand.js'
import { checkDate, checkText, describeValue } from '../values/check-value.js'
import { isHttpError } from './http-error.js'
import { type Version, versionText } from './precondition.js'
import { isProblem } from './problem.js'
import { isOctetStream, isValueStream } from './stream-source.js'

/** Content that is ready to be written, past negotiation: text (written as UTF-8), bytes, or a stream of either. */
export interface ReadyContent {
  readonly data: string | Uint8Array | Readable | ReadableStream | AsyncIterable<string | Uint8Array>
  readonly mediaType: string
}

interface ResultState<Value> {
  readonly value: Value
  readonly fields?: Fields
  readonly ready?: ReadyContent | undefined
  readonly version?: string | undefined
}

/** A success with its status and header fields. Results are immutable: every `with…` method returns a copy. */
export class Result<out Value = unknown, out Status extends number = number> {
  readonly status: Status
  /** What is negotiated and written; `undefined` for an answer without content. */
  readonly value: Value
  readonly fields: Fields
  /** Content that is written instead of the value. */
  readonly ready: ReadyContent | undefined
  /** The version of what is answered, from which its entity tag is made. */
  readonly version: string | undefined

  /**
   * @throws RangeError when the status cannot end an exchange (RFC 9110 §15)
   * @throws TypeError for a value under a status that has no content
   */
  constructor(status: Status, state: ResultState<Value>) {
    checkResultValue(state.value)
    if (!isFinalStatus(status))
      throw new RangeError(`a status is an integer from 200 to 599, not ${describeValue(status)}`)
    if (isContentless(status) && state.value !== undefined && state.value !== null)
      throw new TypeError(
        `a ${status} has no content (RFC 9110 §15), so it takes no value; got ${describeValue(state.value)}`,
      )
    this.status = status
    this.value = state.value
    this.fields = state.fields ?? noFields
    this.ready = state.ready
    this.version = state.version
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
    return this.#with({ fields: setFields(this.fields, fields) })
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
   * A copy whose content is written as it is, instead of a negotiated value. Bytes are not copied: what is in the buffer when the answer is
   * written is sent, so hand over `buffer.slice()` of one that is used again.
   *
   * @param data text (written as UTF-8), bytes, or a stream of either
   * @param mediaType the `Content-Type`, parameters included
   * @throws TypeError when `data` is none of these, or `mediaType` no media type
   */
  withContent(data: ReadyContent['data'], mediaType: string): Result<Value, Status> {
    const isContent =
      typeof data === 'string' || data instanceof Uint8Array || isOctetStream(data) || isValueStream(data)
    if (!isContent) throw new TypeError(`withContent takes text, bytes or a stream of either, not ${typeof data}`)
    checkText('withContent: the media type', mediaType)
    if (parseMediaType(mediaType) === undefined) throw new TypeError(`'${mediaType}' is no media type`)
    return this.#with({ ready: Object.freeze({ data, mediaType }) })
  }

  /**
   * A copy with the version of what is answered. Its `ETag` is made from it, strong and different for each representation, and
   * `If-None-Match` and `If-Match` are answered with 304 and 412 (RFC 9110 §13). Pages for people have none: they show more.
   *
   * @param version whatever changes whenever the resource does: a row's version, a hash, the milliseconds of a time
   * @throws TypeError for what is no version
   */
  withVersion(version: Version): Result<Value, Status> {
    return this.#with({ version: versionText(version) })
  }

  /**
   * A copy with its `Last-Modified`, in whole seconds (RFC 9110 §8.8.2).
   *
   * @throws TypeError for what is no `Date`, and for an invalid one
   */
  withLastModified(date: Date): Result<Value, Status> {
    checkDate('withLastModified: the date', date)
    return this.withHeader('Last-Modified', date.toUTCString())
  }

  /** A copy with one more cookie; unless the options say otherwise it is for `/`, HTTP only, secure and `SameSite=Lax`. */
  withCookie(name: string, value: string, options?: CookieOptions): Result<Value, Status> {
    return this.#with({ fields: addField(this.fields, 'Set-Cookie', cookieValue(name, value, options)) })
  }

  #with(change: Partial<ResultState<Value>>): Result<Value, Status> {
    const { value, fields, ready, version } = this
    return new Result(this.status, { value, fields, ready, version, ...change })
  }
}

/** @throws TypeError for what is an outcome by itself: its own status would be lost */
function checkResultValue(value: unknown): void {
  if (isResult(value)) throw new TypeError('a result cannot be the value of another')
  if (isHttpError(value) || isProblem(value)) {
    throw new TypeError('a failure cannot be the value of a result: return it, or throw it, by itself')
  }
}

/** Whether `value` is a `Result`, of this copy of the package or another. */
export function isResult(value: unknown): value is Result {
  return isBranded(value, brands.result)
}
