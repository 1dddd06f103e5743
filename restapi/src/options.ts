import { undescribedNotice } from './contract/undescribed-notice.js'
import type { Wiring } from './endpoint/wiring.js'
import { checkCodecs } from './formats/check-codecs.js'
import type { Codec } from './formats/codec.js'
import { json } from './formats/json.js'
import { Formats } from './negotiation/formats.js'
import { defaultEnvelope, type Envelope } from './outcomes/envelope.js'
import type { MapError } from './outcomes/map-error.js'
import { type OnFailure, reportToConsole } from './outcomes/report.js'
import type { Messages } from './outcomes/validation-fault.js'
import { BodyFormats } from './request/body-formats.js'
import { BodyReader } from './request/body-reader.js'
import { type Limits, limitsOf } from './request/limits.js'
import { checkSchemes, type SecuritySchemes } from './security/wired-security.js'
import { checkOptions } from './values/check-options.js'
import { xml } from './xml/xml.js'

/**
 * The options of `endware()`. Every option has a default.
 *
 * @example
 * const options: EndwareOptions = { codecs: [json(), xml()], envelope: problemEnvelope, timeout: 10_000 }
 * const api = endware(options)
 */
export interface EndwareOptions<Schemes extends SecuritySchemes = SecuritySchemes> {
  /** The formats; the first is the default. @default [json(), xml()] */
  readonly codecs?: readonly Codec[]
  /** Makes the value of an error answer. @default defaultEnvelope */
  readonly envelope?: Envelope
  /**
   * Turns errors of the application into failures: an error and `{ request }` in, an `HttpError`, a `Problem` or nothing out. It is asked
   * about whatever an endpoint throws or returns as an error, and about what other middleware passes on. @default none
   */
  readonly mapError?: MapError
  /** Receives a report of every 5xx and of every failure of the library itself. @default one record to standard error */
  readonly onFailure?: OnFailure
  /**
   * Replaces or translates the messages of invalid requests: a fault and the request in, a sentence out; `undefined` keeps that of the
   * library. @default the sentences of the library, in English
   */
  readonly messages?: Messages
  /** Bounds on what a client may send. */
  readonly limits?: Partial<Limits>
  /**
   * Milliseconds that a request may take as a whole: its body, validation, the endpoint, the first value of a stream. Then it is answered
   * with a 503, or with a 408 where its body is still arriving (RFC 9110 §15.5.9); an endpoint that has not begun never runs. @default no limit
   */
  readonly timeout?: number
  /** The check of answers against the contract. An answer that does not fit becomes a 500. @default 'off' */
  readonly validation?: 'off' | 'responses'
  /** The query parameter that may name a codec, for links that cannot set `Accept`: `format` for `?format=xml`. @default none */
  readonly formatParameter?: string
  /**
   * The security schemes, by the names that contracts use in `security`: `{ bearer: securityScheme.bearer({ verify }) }`. Then the
   * `security` of contracts is enforced.
   *
   * @default none: the `security` of contracts is only documented
   */
  readonly security?: Schemes
}

const names: readonly (keyof EndwareOptions)[] = [
  'codecs',
  'envelope',
  'mapError',
  'onFailure',
  'messages',
  'limits',
  'timeout',
  'validation',
  'formatParameter',
  'security',
]

/** Checks the options and wires them. @throws TypeError that names the wrong option */
export function wiringOf(options: EndwareOptions): Wiring {
  checkOptions('endware()', options, names)
  const { codecs = [json(), xml()], envelope = defaultEnvelope, onFailure = reportToConsole, timeout } = options
  const { validation = 'off', formatParameter, mapError, messages, security } = options
  if (typeof envelope !== 'function')
    throw new TypeError('the option envelope must be a function, such as problemEnvelope')
  if (mapError !== undefined && typeof mapError !== 'function') {
    throw new TypeError(
      'the option mapError must be a function that takes an error and returns an HttpError, a Problem or undefined',
    )
  }
  if (typeof onFailure !== 'function')
    throw new TypeError('the option onFailure must be a function that takes a report')
  if (messages !== undefined && typeof messages !== 'function') {
    throw new TypeError(
      'the option messages must be a function that takes a fault and the request and returns a sentence or undefined',
    )
  }
  if (timeout !== undefined && !(Number.isSafeInteger(timeout) && timeout > 0 && timeout < 2 ** 31)) {
    throw new TypeError(
      `the option timeout must be a whole number of milliseconds, such as 10000; got ${String(timeout)}`,
    )
  }
  if (validation !== 'off' && validation !== 'responses') {
    throw new TypeError(`the option validation must be 'off' or 'responses'; got ${String(validation)}`)
  }
  if (formatParameter !== undefined && (typeof formatParameter !== 'string' || formatParameter === '')) {
    throw new TypeError("the option formatParameter must be the name of a query parameter, such as 'format'")
  }
  // An undefined variable must not switch security off.
  if (Object.hasOwn(options, 'security')) checkSchemes(security)
  checkCodecs(codecs)
  const bodies = new BodyReader(new BodyFormats(codecs), limitsOf(options.limits))
  return Object.freeze({
    codecs: Object.freeze([...codecs]),
    formats: new Formats(codecs),
    bodies,
    envelope,
    mapError,
    onFailure,
    messages,
    timeout,
    validation,
    formatParameter,
    noticeUndescribed: undescribedNotice(),
    schemes: security === undefined ? undefined : Object.freeze({ ...security }),
    secretParameters: Object.values(security ?? {}).flatMap(({ queryParameter }) => queryParameter ?? []),
    secretFields: Object.values(security ?? {}).map(({ vary }) => vary.toLowerCase()),
  })
}
