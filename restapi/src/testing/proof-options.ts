import { checkOptions } from '../values/check-options.js'
import type { Cases } from './request-case.js'

/** What is driven, and with what. */
export interface ProofOptions {
  /** Where the application runs: `http://127.0.0.1:3000`. */
  readonly baseUrl: string
  /** Requests by operation and status, where the examples of the document and what HTTP itself says will not do. */
  readonly cases?: Cases
  /** Header fields of every request: a token, for example. */
  readonly headers?: Readonly<Record<string, string>>
  /** The operations to drive, by name. @default all */
  readonly operations?: readonly string[]
  /** How long a body may be, in bytes. @default 1 MiB */
  readonly bodyLimit?: number
  /**
   * What reads content of media types that are neither JSON, XML, NDJSON, CSV, server-sent events nor pages, so that it can be checked
   * by its schema: `{ 'application/yaml': (content) => parse(content.toString()) }`. Text and octets need no reading.
   */
  readonly decode?: Readonly<Record<string, (content: Buffer) => unknown>>
  /**
   * Names of header fields that something else adds to answers, such as a proxy, and that the document does not tell of. Those that belong
   * to HTTP itself, and those by which browsers guard answers (what helmet and CORS middleware set), need no mention.
   *
   * @default none: every other field of an answer is documented
   */
  readonly foreignHeaders?: readonly string[]
  /**
   * Media types of answers that the document does not tell of on purpose, such as pages for people: `['text/html']`.
   *
   * @default none: an undocumented media type is a fault
   */
  readonly foreignMediaTypes?: readonly string[]
}

const names: readonly (keyof ProofOptions)[] = [
  'baseUrl',
  'cases',
  'headers',
  'operations',
  'bodyLimit',
  'decode',
  'foreignHeaders',
  'foreignMediaTypes',
]

/** @throws TypeError for an option that there is not, and without the address of an application */
export function checkProofOptions(options: ProofOptions): void {
  checkOptions('proveDocument()', options, names)
  if (!/^https?:/.test(options.baseUrl) || !URL.canParse(options.baseUrl)) {
    throw new TypeError(`baseUrl is where the application runs, such as http://127.0.0.1:3000, not ${options.baseUrl}`)
  }
}
