import type { Readable } from 'node:stream'
import { type CacheDirectives, cacheControlValue } from '../http/cache-control.js'
import { contentDisposition } from '../http/content-disposition.js'
import { type CookieOptions, cookieValue } from '../http/cookie.js'
import { addField, canonicalName, type FieldInput, type Fields, noFields, setField, setFields } from '../http/fields.js'
import { type LinkParameters, linkValue } from '../http/link.js'
import { parseMediaType } from '../http/media-type.js'
import { isContentless, isFinalStatus } from '../http/status.js'
import { brands, isBranded } from '../values/brand.js'
import { checkDate, checkText, describeValue } from '../values/check-value.js'
import type { FileContent } from './file-content.js'
import { isHttpError } from './http-error.js'
import { type Version, versionText } from './precondition.js'
import { isProblem } from './problem.js'
import { isOctetStream, isValueStream } from './stream-source.js'

/**
 * Content that is written as it is, without negotiation: text (as UTF-8), bytes, a stream of either, or a file.
 *
 * @example
 * const describe = ({ mediaType, length }: ReadyContent) => `${mediaType}, ${length ?? 'unknown'} bytes`
 * const { ready } = file(Buffer.from('a,b'), { mediaType: 'text/csv' })
 * describe(ready as ReadyContent) // => 'text/csv, unknown bytes'
 */
export interface ReadyContent {
  readonly data: StreamedContent | string | Uint8Array | FileContent
  readonly mediaType: string
  /** The length of a stream in bytes. @default not known */
  readonly length?: number | undefined
}

/**
 * Content whose text or bytes come one after the other.
 *
 * @example
 * async function* table() {
 *   yield 'a,b\n'
 *   yield '1,2\n'
 * }
 * const content: StreamedContent = table()
 * routes.get('/table', () => ok().withContent(content, 'text/csv'))
 */
export type StreamedContent = Readable | ReadableStream | AsyncIterable<string | Uint8Array>

interface ResultState<Value> {
  readonly value: Value
  readonly fields?: Fields
  readonly ready?: ReadyContent | undefined
  readonly version?: string | undefined
}

/**
 * An outcome that sets the status, the header fields and the value of an answer. It is immutable: every `with…` method returns a copy.
 *
 * @example
 * const result = ok({ name: 'Espresso' }).withHeader('X-Stock', 7).withVersion(3)
 * result.status // => 200
 */
export class Result<out Value = unknown, out Status extends number = number> {
  readonly status: Status
  /** The value, written in the negotiated format; `undefined` for an answer without content. */
  readonly value: Value
  readonly fields: Fields
  /** Ready content, written instead of the value. */
  readonly ready: ReadyContent | undefined
  /** The version of the resource. The `ETag` is made from it. */
  readonly version: string | undefined

  /**
   * @throws RangeError unless the status is final: an integer from 200 to 599 (RFC 9110 §15)
   * @throws TypeError for a value with a status that has no content
   */
  constructor(status: Status, state: ResultState<Value>) {
    checkResultValue(state.value)
    if (!isFinalStatus(status))
      throw new RangeError(`a status must be an integer from 200 to 599; got ${describeValue(status)}`)
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

  /** Returns a copy with this header field, its name in canonical spelling. @throws TypeError when HTTP cannot carry it */
  withHeader(name: string, value: FieldInput): Result<Value, Status> {
    return this.#with({ fields: setField(this.fields, canonicalName(name), value) })
  }

  /** Returns a copy with these header fields. Each is set as by `withHeader`. */
  withHeaders(fields: Readonly<Record<string, FieldInput>>): Result<Value, Status> {
    return this.#with({ fields: setFields(this.fields, fields) })
  }

  /** Returns a copy with this header field, its name spelled as given, for clients whose comparison of names is case-sensitive. */
  withNonCanonicalHeader(name: string, value: FieldInput): Result<Value, Status> {
    return this.#with({ fields: setField(this.fields, name, value) })
  }

  /** Returns a copy with one more `Link` (RFC 8288): `ok(page).withLink('/products?after=x', { rel: 'next' })`. */
  withLink(target: string | URL, parameters: LinkParameters): Result<Value, Status> {
    return this.#with({ fields: addField(this.fields, 'Link', linkValue(target, parameters)) })
  }

  /**
   * Returns a copy whose content is written as it is, instead of a negotiated value. Bytes are not copied: if you use the buffer again,
   * pass a copy, such as `new Uint8Array(bytes)`.
   *
   * @param data text (written as UTF-8), bytes, or a stream of either
   * @param mediaType the `Content-Type`, with parameters
   * @throws TypeError when `data` is none of these, or `mediaType` is not a media type
   */
  withContent(data: Exclude<ReadyContent['data'], FileContent>, mediaType: string): Result<Value, Status> {
    const isContent =
      typeof data === 'string' || data instanceof Uint8Array || isOctetStream(data) || isValueStream(data)
    if (!isContent) throw new TypeError(`withContent takes text, bytes or a stream of either; got ${typeof data}`)
    checkText('withContent: the media type', mediaType)
    if (parseMediaType(mediaType) === undefined)
      throw new TypeError(`withContent: the media type must be one such as text/plain; got '${mediaType}'`)
    return this.#with({ ready: Object.freeze({ data, mediaType }) })
  }

  /**
   * Returns a copy with the version of the resource. The library makes a strong `ETag` from it, different for each representation, and
   * answers `If-None-Match` with 304 and `If-Match` with 412 (RFC 9110 §13). HTML pages have no `ETag`, since they also show other data.
   *
   * @param version a value that changes whenever the resource changes: a row's version, a hash, the milliseconds of a time
   * @throws TypeError unless the version is text, a finite number or a bigint
   */
  withVersion(version: Version): Result<Value, Status> {
    return this.#with({ version: versionText(version) })
  }

  /**
   * Returns a copy with `Last-Modified`, in whole seconds (RFC 9110 §8.8.2).
   *
   * @throws TypeError unless `date` is a valid `Date`
   */
  withLastModified(date: Date): Result<Value, Status> {
    checkDate('withLastModified: the date', date)
    return this.withHeader('Last-Modified', date.toUTCString())
  }

  /** Returns a copy with one more `Set-Cookie`. @param options @default `Path=/`, `HttpOnly`, `Secure` and `SameSite=Lax` */
  withCookie(name: string, value: string, options?: CookieOptions): Result<Value, Status> {
    return this.#with({ fields: addField(this.fields, 'Set-Cookie', cookieValue(name, value, options)) })
  }

  /**
   * Returns a copy that a browser saves to a file instead of showing it (RFC 6266): `ok(rows).withAttachment('orders.csv')`.
   *
   * @param name the proposed name, any text; path separators and control characters do not leave. @default the client chooses one
   */
  withAttachment(name?: string): Result<Value, Status> {
    return this.withHeader('Content-Disposition', contentDisposition('attachment', name))
  }

  /**
   * Returns a copy with `Cache-Control` (RFC 9111 §5.2): `ok(page).withCacheControl({ public: true, maxAge: 60 })`. Failures never have it.
   *
   * @throws TypeError for unknown directives, ones that contradict each other, and times that are not whole seconds
   */
  withCacheControl(directives: CacheDirectives): Result<Value, Status> {
    return this.withHeader('Cache-Control', cacheControlValue(directives))
  }

  #with(change: Partial<ResultState<Value>>): Result<Value, Status> {
    const { value, fields, ready, version } = this
    return new Result(this.status, { value, fields, ready, version, ...change })
  }
}

/** @throws TypeError for a value that is an outcome with a status of its own, which would be lost */
function checkResultValue(value: unknown): void {
  if (isResult(value)) throw new TypeError('a result cannot be the value of another')
  if (isHttpError(value) || isProblem(value)) {
    throw new TypeError('a failure cannot be the value of a result; return or throw the failure itself')
  }
}

/**
 * Reports whether `value` is a `Result`, of this or another copy of the package.
 *
 * @example
 * isResult(ok('done')) // => true
 */
export function isResult(value: unknown): value is Result {
  return isBranded(value, brands.result)
}
