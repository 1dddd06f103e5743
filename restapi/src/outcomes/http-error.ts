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

/** What an `HttpError` may carry besides its message. */
export interface HttpErrorOptions {
  /** An error is no options: it belongs to `cause`. */
  readonly message?: never
  /** What went wrong underneath: given to `onFailure`, and shown only when it was made for showing. */
  readonly cause?: unknown
  /** A stable name for programs. @default the reason phrase in kebab-case: `not-found` */
  readonly code?: string
  /** A sentence for people on what to do about it. */
  readonly help?: string | undefined
  /** More members for the envelope. */
  readonly properties?: Readonly<Record<string, unknown>>
  /** What was wrong with which part of the request. */
  readonly errors?: readonly InvalidField[] | undefined
  readonly fields?: Fields
}

const noProperties = Object.freeze({})

/** A failure with its status. It may be returned or thrown, is answered in the envelope, and is never changed: `with…` methods return copies. */
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
   * @throws TypeError for a message that is no text, an option that there is not, or a property whose name failures use themselves
   */
  constructor(status: Status, message = '', options: HttpErrorOptions = {}) {
    if (!isFailureStatus(status)) {
      throw new RangeError(`an error has a status from 400 to 599, not ${describeValue(status)}`)
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

  /** Status and message, for logs: `HttpError: 404 Not Found: no such product`. */
  override toString(): string {
    return failureText(this.name, this.status, this.message)
  }

  /** A copy with this header field, its name in canonical spelling. @throws TypeError when HTTP cannot carry it. */
  withHeader(name: string, value: FieldInput): HttpError<Status> {
    return this.#with({ fields: setField(this.fields, canonicalName(name), value) })
  }

  /** A copy with these header fields, as if each had been given to `withHeader`. */
  withHeaders(fields: Readonly<Record<string, FieldInput>>): HttpError<Status> {
    return this.#with({ fields: setFields(this.fields, fields) })
  }

  /** A copy with this header field, its name spelled as given. */
  withNonCanonicalHeader(name: string, value: FieldInput): HttpError<Status> {
    return this.#with({ fields: setField(this.fields, name, value) })
  }

  /** A copy with one more `Link` (RFC 8288). */
  withLink(target: string | URL, parameters: LinkParameters): HttpError<Status> {
    return this.#with({ fields: addField(this.fields, 'Link', linkValue(target, parameters)) })
  }

  /** A copy with a sentence on what to do about it, shown as `help`. @throws TypeError for what is no text */
  withHelp(help: string): HttpError<Status> {
    checkText('withHelp: the help of an error', help)
    return this.#with({ help })
  }

  /**
   * A copy with one more member of the envelope's `additional`, which is an extension of the problem under `problemEnvelope` (RFC 9457 §3.2).
   *
   * @throws TypeError for a name that failures use themselves, such as `detail`: an extension would replace it
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

/** An error as message would show all that it says to clients, and one as options would lose itself; it is the cause of the TypeError. */
function checkArguments(message: unknown, options: unknown): asserts message is string {
  if (typeof message !== 'string' || isError(options)) {
    const advice = 'the message of an error is text, and what led to it is its cause: notFound(message, { cause })'
    const cause = isError(options) ? options : message
    throw isError(cause) ? new TypeError(advice, { cause }) : new TypeError(`${advice}; got ${describeValue(message)}`)
  }
  checkOptions('an error', options, optionNames)
  const { code, help, properties, errors, fields } = options as HttpErrorOptions
  checkOptionalText('the code of an error', code)
  checkOptionalText('the help of an error', help)
  if (properties !== undefined) checkProperties(properties)
  for (const [name, list] of Object.entries({ errors, fields })) {
    if (list !== undefined && !Array.isArray(list)) throw new TypeError(`the ${name} of an error are an array`)
  }
}

/** Returns a failure as one line for logs: `HttpError: 404 Not Found: no such product`. @param title replaces the reason phrase */
export function failureText(name: string, status: number, message: string, title = reasonPhrase(status)): string {
  return `${name}: ${status} ${title}${message === '' || message === title ? '' : `: ${message}`}`
}

/** Reports whether `value` is an `HttpError`, of this or another copy of the package. */
export function isHttpError(value: unknown): value is HttpError {
  return isBranded(value, brands.httpError)
}
