import { checkOptions } from '../values/check-options.js'
import type { CredentialMakers } from './credentials.js'
import type { Cases } from './request-case.js'

/**
 * Header fields of a request by name.
 *
 * @example
 * const headers: RequestHeaders = { 'X-Tenant': 'acme' }
 * const options: ProofOptions = { baseUrl: 'http://127.0.0.1:3000', headers }
 */
export type RequestHeaders = Readonly<Record<string, string>>

/**
 * The name and the place of an operation in the document.
 *
 * @example
 * const headersOf = ({ path }: OperationName): RequestHeaders => (path.startsWith('/admin') ? { 'X-Role': 'admin' } : {})
 * const options: ProofOptions = { baseUrl: 'http://127.0.0.1:3000', headers: headersOf }
 */
export interface OperationName {
  readonly operationId: string
  /** In capitals. */
  readonly method: string
  /** The template of the path: `/orders/{id}`. */
  readonly path: string
}

/**
 * Options of `proveDocument`.
 *
 * @example
 * const options: ProofOptions = { baseUrl: 'http://127.0.0.1:3000', headers: { 'X-Tenant': 'acme' } }
 * const prove = (document: OpenApiDocument) => proveDocument(document, options)
 */
export interface ProofOptions {
  /** The address of the running application: `http://127.0.0.1:3000`. */
  readonly baseUrl: string
  /** Requests by operation and status, for statuses that the examples of the document and the rules of HTTP do not reach. @default {} */
  readonly cases?: Cases
  /**
   * Header fields of every request, such as a token, or a function that returns those of an operation: different providers may need
   * different credentials. Fields of a case override them. @default {}
   */
  readonly headers?: RequestHeaders | ((operation: OperationName) => RequestHeaders)
  /**
   * Functions that make valid credentials, by the names of security schemes. Requests to secured operations have them. The
   * proof also sends requests without credentials and with wrong ones, which must get 401, and with too few scopes, which must get 403:
   * `{ bearer: (scopes) => sign({ scope: scopes.join(' ') }) }`.
   *
   * @default {} requests have no credentials but those in `headers`
   */
  readonly credentials?: CredentialMakers
  /** The operations to prove, by operationId. @default all */
  readonly operations?: readonly string[]
  /** The maximum size of a body in the application, in bytes. @default 1 MiB */
  readonly bodyLimit?: number
  /**
   * Functions that decode other formats than JSON, XML, NDJSON, CSV, server-sent events and HTML, by media type, so that their schemas can be
   * checked: `{ 'application/yaml': (content) => parse(content.toString()) }`. Text and octets need none.
   */
  readonly decode?: Readonly<Record<string, (content: Buffer) => unknown>>
  /**
   * Names of undocumented header fields to ignore, such as those of a proxy. Fields of HTTP itself and fields that protect browsers (those of
   * helmet and CORS middleware) are always ignored.
   *
   * @default [] any other undocumented field is a fault
   */
  readonly foreignHeaders?: readonly string[]
  /**
   * Media types of answers that the document omits on purpose, such as HTML pages: `['text/html']`.
   *
   * @default [] an undocumented media type is a fault
   */
  readonly foreignMediaTypes?: readonly string[]
}

const names: readonly (keyof ProofOptions)[] = [
  'baseUrl',
  'cases',
  'headers',
  'credentials',
  'operations',
  'bodyLimit',
  'decode',
  'foreignHeaders',
  'foreignMediaTypes',
]

/** Checks the options. @throws TypeError for an unknown option, and for a `baseUrl` that is not an http(s) URL */
export function checkProofOptions(options: ProofOptions): void {
  checkOptions('proveDocument()', options, names)
  if (!/^https?:/.test(options.baseUrl) || !URL.canParse(options.baseUrl)) {
    throw new TypeError(
      `baseUrl must be the address of the application, such as http://127.0.0.1:3000; got ${options.baseUrl}`,
    )
  }
}
