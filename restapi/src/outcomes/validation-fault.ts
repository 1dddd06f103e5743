import type { Fault } from '../faults/fault.js'
import type { HttpRequest } from '../http/http.js'
import type { RequestPart } from './invalid-field.js'

/** The place of a fault, and the sentence that the library has for it. */
interface Described {
  /** The part of the request; `undefined` for the request as a whole. */
  readonly in: RequestPart | undefined
  /** The place in that part, as a JSON Pointer (RFC 6901). */
  readonly pointer: string
  /** The name of the value, as messages have it: `limit`, `lines[0].sku`, `the body`. */
  readonly name: string
  /** The sentence in English: `limit must be at least 1`. It holds no part of the value. */
  readonly message: string
}

/**
 * The summary of a refused request. `errors` of the envelope lists its faults.
 *
 * @example
 * const summaryOf = ({ total, first }: RequestFault) => (total === 1 ? first : `${total} Fehler`)
 * summaryOf({ kind: 'request', total: 2, first: 'a is required' }) // => '2 Fehler'
 */
export interface RequestFault {
  readonly kind: 'request'
  /** The number of faults. */
  readonly total: number
  /** The message of the first fault, as the client gets it. */
  readonly first: string
}

/**
 * One fault of a request: its kind with the bound that is missed, its place and its message. The kinds are the same for zod, Valibot and
 * ArkType. The last fault of a refused request is of the kind `request` and has the message of the answer.
 *
 * @example
 * const german = (fault: ValidationFault) => (fault.kind === 'missing' ? `${fault.name} fehlt` : undefined)
 * const translated = endware({ messages: german })
 */
export type ValidationFault = (Fault | RequestFault) & Described

/**
 * The request, for a function that makes messages.
 *
 * @example
 * const isGerman = ({ language }: MessageContext) => language(['en', 'de']) === 'de'
 * const messages: Messages = (fault, context) =>
 *   fault.kind === 'missing' && isGerman(context) ? `${fault.name} fehlt` : undefined
 */
export interface MessageContext {
  readonly request: HttpRequest
  /**
   * The languages of `Accept-Language`, the best first; without those of weight 0, `*` and tags of more than 35 characters. An answer whose
   * messages asked for them has `Vary: Accept-Language`.
   *
   * @see RFC 9110 §12.5.4
   */
  readonly languages: readonly string[]
  /**
   * Returns the first of the accepted languages that is among those offered, by lookup: `de-AT` finds `de`. The answer gets it as its
   * `Content-Language`. Returns `undefined` where none is offered.
   *
   * @param offered language tags: `['en', 'de']`
   * @see RFC 4647 §3.4
   */
  readonly language: (offered: readonly string[]) => string | undefined
}

/**
 * The function that replaces or translates the messages of invalid requests: a fault in, a sentence out; `undefined` keeps that of the
 * library. It must be synchronous. If it fails, its failure is reported and the message stays.
 *
 * @example
 * const german = (fault: ValidationFault): string | undefined =>
 *   fault.kind === 'minimum' ? `${fault.name} muss mindestens ${fault.minimum} sein` : undefined
 * const api = endware({
 *   messages: (fault, { language }) => (language(['en', 'de']) === 'de' ? german(fault) : undefined),
 * })
 */
export type Messages = (fault: ValidationFault, context: MessageContext) => string | undefined
