import type { SentKind } from './credentials.js'

/**
 * A request to which an operation answers with a status. The examples of the document supply the parts that it omits.
 *
 * @example
 * const unknown: RequestCase = { params: { id: 0 } }
 * const options: ProofOptions = { baseUrl: 'http://127.0.0.1:3000', cases: { getProduct: { 404: unknown } } }
 */
export interface RequestCase {
  readonly params?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, string | number | readonly string[]>>
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** Cookies by name; `undefined` leaves out one that the document has an example of. */
  readonly cookies?: Readonly<Record<string, string | number | undefined>>
  /** The value of the body, encoded in each format that the operation reads. A form may have `File` objects. */
  readonly body?: unknown
  /** An encoded body, instead of a value: `{ mediaType: 'text/csv', data: '…' }`. */
  readonly content?: ReadyBody
  /** True to never send the end of the body, so that the service answers 408. @default false */
  readonly isUnfinished?: boolean
  /** The address of another instance of the application, such as one whose storage fails. @default the `baseUrl` of the options */
  readonly baseUrl?: string
}

/**
 * An encoded body.
 *
 * @example
 * const broken: ReadyBody = { mediaType: 'application/json', data: '{' }
 * const options: ProofOptions = { baseUrl: 'http://127.0.0.1:3000', cases: { addNote: { 400: { content: broken } } } }
 */
export interface ReadyBody {
  readonly mediaType: string
  readonly data: string | Uint8Array
}

/**
 * A case, or a function that makes a new case for each request, such as one that first adds the product to delete.
 *
 * @example
 * const absent: CaseSource = () => ({ params: { id: crypto.randomUUID() } })
 * const options: ProofOptions = { baseUrl: 'http://127.0.0.1:3000', cases: { getProduct: { 404: absent } } }
 */
export type CaseSource = RequestCase | (() => RequestCase | Promise<RequestCase>)

/**
 * Cases by operationId and status. When a status has several, each of them is requested.
 *
 * @example
 * const cases: Cases = { getProduct: { 200: { params: { id: 7 } }, 404: { params: { id: 0 } } } }
 * const options: ProofOptions = { baseUrl: 'http://127.0.0.1:3000', cases }
 */
export interface Cases {
  readonly [operationId: string]: { readonly [status: number]: CaseSource | readonly CaseSource[] }
}

/** A case with parts that only the kit uses. */
export interface DrivenCase extends RequestCase {
  /** @default 'valid' */
  readonly credentials?: SentKind
  readonly method?: string
  /** Unencoded text that replaces each parameter of the path. */
  readonly rawPath?: string
  /** Unencoded text that is added to the query. */
  readonly rawQuery?: string
  /** The value of `Accept`, instead of the expected media type. */
  readonly accept?: string
  /** Sends a second request in which the field `to` has the value of the field `from` of the first answer. */
  readonly repeat?: { readonly from: string; readonly to: string }
}
