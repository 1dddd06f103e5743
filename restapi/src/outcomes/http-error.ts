import { addField, canonicalName, type FieldInput, type Fields, noFields, setField, setFields } from '../http/fields.js'
import { type LinkParameters, linkValue } from '../http/link.js'
import { failureCodeOf, isFailureStatus, reasonPhrase } from '../http/status.js'
import { brands, isBranded } from '../values/brand.js'
import { checkOptions } from '../values/check-options.js'
import { checkOptionalText, checkText, describeValue } from '../values/check-value.js'
import { isError } from '../values/value-kinds.js'
import type { InvalidField } from './invalid-field.js'
import { checkProperties } from './property-names.js'
import { pauseTraces, resumeTraces, withTraceOf } from './stack-trace.js'

/**
 * The options of an `HttpError`.
 *
 * @example
 * const options: HttpErrorOptions = { code: 'out-of-stock', properties: { left: 2 } }
 * new HttpError(409, 'only 2 are left', options).code // => 'out-of-stock'
 */
export interface HttpErrorOptions {
  /** Not an option. It makes the compiler refuse an error in the place of the options: pass `{ cause: error }`. */
  readonly message?: never
  /** The original error, for `onFailure`. The client sees its message only if it is an `HttpError`, a `Problem` or has `expose`. */
  readonly cause?: unknown
  /** A stable name for programs. @default the reason phrase in kebab-case: `not-found` */
  readonly code?: string
  /** A sentence that tells people what to do. */
  readonly help?: string | undefined
  /** Further members of the envelope. */
  readonly properties?: Readonly<Record<string, unknown>>
  /** The invalid parts of the request. */
  readonly errors?: readonly InvalidField[] | undefined
  readonly fields?: Fields
}

const noProperties = Object.freeze({})

/**
 * A failure with a status, returned or thrown, and answered in the envelope. It is immutable: every `with…` method returns a copy.
 *
 * @example
 * class OutOfStock extends HttpError<409> {
 *   constructor(left: number) {
 *     super(409, 'out of stock', { properties: { left } })
 *   }
 * }
 * new OutOfStock(2).status // => 409
 */
export class HttpError<out Status extends number = number> extends Error {
  override readonly name = 'HttpError'
  readonly status: Status
  readonly code: string
  readonly help: string | undefined
  readonly properties: Readonly<Record<string, unknown>>
  readonly errors: readonly InvalidField[] | undefined
  readonly fields: Fields

  /**
   * @throws RangeError unless the status is an integer from 400 to 599
   * @throws TypeError for a message that is not text, an unknown option, or a property whose name the envelope uses itself
   */
  constructor(status: Status, message = '', options: HttpErrorOptions = {}) {
    if (!isFailureStatus(status)) {
      throw new RangeError(`the status of an error must be an integer from 400 to 599; got ${describeValue(status)}`)
    }
    checkArguments(message, options)
    const { cause, properties } = options
    const paused = pauseTraces(status)
    super(message, cause === undefined ? undefined : { cause })
    resumeTraces(paused)
    this.status = status
    this.code = options.code ?? failureCodeOf(status)
    this.help = options.help
    this.properties = properties === undefined ? noProperties : Object.freeze({ ...properties })
    this.errors = options.errors
    this.fields = options.fields ?? noFields
  }

  get [brands.httpError](): true {
    return true
  }

  /** Returns one line for logs: `HttpError: 404 Not Found: no such product`. */
  override toString(): string {
    return failureText(this.name, this.status, this.message)
  }

  /** Returns a copy with this header field, its name in canonical spelling. @throws TypeError when HTTP cannot carry it */
  withHeader(name: string, value: FieldInput): HttpError<Status> {
    return this.#with({ fields: setField(this.fields, canonicalName(name), value) })
  }

  /** Returns a copy with these header fields. Each is set as by `withHeader`. */
  withHeaders(fields: Readonly<Record<string, FieldInput>>): HttpError<Status> {
    return this.#with({ fields: setFields(this.fields, fields) })
  }

  /** Returns a copy with this header field, its name spelled as given. */
  withNonCanonicalHeader(name: string, value: FieldInput): HttpError<Status> {
    return this.#with({ fields: setField(this.fields, name, value) })
  }

  /** Returns a copy with one more `Link` (RFC 8288). */
  withLink(target: string | URL, parameters: LinkParameters): HttpError<Status> {
    return this.#with({ fields: addField(this.fields, 'Link', linkValue(target, parameters)) })
  }

  /** Returns a copy with a sentence that tells people what to do. The envelope shows it as `help`. @throws TypeError when it is not text */
  withHelp(help: string): HttpError<Status> {
    checkText('withHelp: the help of an error', help)
    return this.#with({ help })
  }

  /**
   * Returns a copy with one more property. The default envelope shows it in `additional`, and `problemEnvelope` as an extension of the
   * problem (RFC 9457 §3.2).
   *
   * @throws TypeError for a name that the envelope uses itself, such as `detail`
   */
  withProperty(name: string, value: unknown): HttpError<Status> {
    checkText('withProperty: the name of a property', name)
    return this.#with({ properties: { ...this.properties, [name]: value } })
  }

  #with(change: Partial<HttpErrorOptions>): HttpError<Status> {
    const { cause, code, help, properties, errors, fields } = this
    const copy = new HttpError(this.status, this.message, { cause, code, help, properties, errors, fields, ...change })
    return withTraceOf(this, copy)
  }
}

const optionNames: readonly (keyof HttpErrorOptions)[] = ['cause', 'code', 'help', 'properties', 'errors', 'fields']

/**
 * Checks the arguments of the constructor. An error as the message would show its text to clients, and an error as the options would be
 * lost; the TypeError has it as its cause.
 */
function checkArguments(message: unknown, options: unknown): asserts message is string {
  if (typeof message !== 'string' || isError(options)) {
    const advice = 'the message of an error must be text, and its cause is an option: notFound(message, { cause })'
    const cause = isError(options) ? options : message
    throw isError(cause) ? new TypeError(advice, { cause }) : new TypeError(`${advice}; got ${describeValue(message)}`)
  }
  checkOptions('an error', options, optionNames)
  const { code, help, properties, errors, fields } = options as HttpErrorOptions
  checkOptionalText('the code of an error', code)
  checkOptionalText('the help of an error', help)
  if (properties !== undefined) checkProperties(properties)
  for (const [name, list] of Object.entries({ errors, fields })) {
    if (list !== undefined && !Array.isArray(list))
      throw new TypeError(`the ${name} of an error must be an array; got ${describeValue(list)}`)
  }
}

/** Returns a failure as one line for logs: `HttpError: 404 Not Found: no such product`. @param title replaces the reason phrase */
export function failureText(name: string, status: number, message: string, title = reasonPhrase(status)): string {
  return `${name}: ${status} ${title}${message === '' || message === title ? '' : `: ${message}`}`
}

/**
 * Reports whether `value` is an `HttpError`, of this or another copy of the package.
 *
 * @example
 * isHttpError(notFound()) // => true
 * isHttpError(new Error('no HTTP')) // => false
 */
export function isHttpError(value: unknown): value is HttpError {
  return isBranded(value, brands.httpError)
}
