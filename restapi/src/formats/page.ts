import type { Field } from '../http/fields.js'
import type { Shape } from '../schema/shape.js'

/**
 * The answer around a value, for codecs with `forPeople`.
 *
 * @example
 * const headingOf = ({ method, url, status }: PageContext) => `${method} ${url}: ${status}`
 * const encode: Codec['encode'] = (value, { page }) => `${page && headingOf(page)}\n${JSON.stringify(value)}`
 * const page: Codec = { name: 'page', mediaTypes: ['text/html'], forPeople: true, encode }
 */
export interface PageContext {
  readonly method: string
  /** The path and query as the client sent them. */
  readonly url: string
  /** The scheme and authority under which the client reached the service, such as `https://shop.example`; `undefined` if unknown. */
  readonly origin: string | undefined
  readonly requestId: string | undefined
  readonly status: number
  /** The header fields of the answer, without those of its content. */
  readonly fields: readonly Field[]
  /** Reports whether the value is the beginning of a longer stream. */
  readonly more: boolean
  /** The formats for programs in which the same resource is available. */
  readonly formats: readonly OfferedFormat[]
  /** The query parameter that chooses one of `formats` by name. */
  readonly formatParameter: string | undefined
  /** The summary and description of the operation. */
  readonly about: OperationText
  /** The methods of all routes under the same path. Empty if unknown. */
  readonly methods: readonly ResourceMethod[]
  /** The entity tag of the value in the first of `formats`, for `If-Match`; `undefined` for a value without a version. */
  readonly entityTag: string | undefined
  /** The shape of the query, for a form; `undefined` if the contract has no schema of it. */
  readonly query: Shape | undefined
}

/**
 * A method of a resource.
 *
 * @example
 * const noteOf = ({ method, requiresVersion }: ResourceMethod) => (requiresVersion ? `${method} needs If-Match` : method)
 * noteOf({ method: 'PUT', requiresVersion: true, consumes: undefined }) // => 'PUT needs If-Match'
 */
export interface ResourceMethod {
  /** In capitals. */
  readonly method: string
  /** Reports whether a request must name the version in `If-Match`. */
  readonly requiresVersion: boolean
  /** The media types of bodies: an empty list without a body, `undefined` for those of the end-ware. */
  readonly consumes: readonly string[] | undefined
}

/**
 * A format on offer.
 *
 * @example
 * const linkTo = ({ name, mediaType }: OfferedFormat) => `<a href="?format=${name}" type="${mediaType}">${name}</a>`
 * linkTo({ name: 'json', mediaType: 'application/json' }) // => '<a href="?format=json" type="application/json">json</a>'
 */
export interface OfferedFormat {
  readonly name: string
  readonly mediaType: string
}

/**
 * The texts of a contract about its operation.
 *
 * @example
 * const headingOf = ({ summary = 'Untitled', deprecated }: OperationText) => (deprecated ? `${summary} (old)` : summary)
 * headingOf({ summary: 'Orders', description: undefined, deprecated: true }) // => 'Orders (old)'
 */
export interface OperationText {
  readonly summary: string | undefined
  readonly description: string | undefined
  readonly deprecated: boolean
}
