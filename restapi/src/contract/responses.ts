import { isFinalStatus } from '../http/status.js'
import type { StandardSchema } from '../schema/standard-schema.js'

/** The declared responses, by status. */
export interface Responses {
  readonly [status: number]: DeclaredResponse
}

/**
 * One of the answers: the schema of its value; `null` where it has no content; either of them with more to tell about it; for a
 * failure in the envelope a sentence about it; `false` for an automatic failure that cannot happen here.
 */
export type DeclaredResponse = StandardSchema | null | DescribedResponse | string | false

/** An answer with more to tell than its schema. */
export interface DescribedResponse {
  /** @default none: the answer has no content, or is a failure in the envelope */
  readonly schema?: StandardSchema | null
  readonly description?: string
  /** Header fields by name; `true` for one whose meaning an RFC gives: `{ ETag: true }`. */
  readonly headers?: HeaderFields
  /** The media types of content that the endpoint makes itself (`withContent`), instead of those of the codecs. */
  readonly mediaTypes?: readonly string[]
  /** A value, from which an example in every format is made. */
  readonly example?: unknown
}

/** Header fields of answers, by name. */
export interface HeaderFields {
  readonly [name: string]: DescribedHeader | true
}

/** The description of a response header field. */
export interface DescribedHeader {
  readonly description?: string
  /** @default any text */
  readonly schema?: StandardSchema
  /** States that every answer of this status has the field. @default false */
  readonly required?: boolean
  readonly example?: unknown
}

/** The schema of what is declared for a status; `null` where there is no content; `undefined` for a failure in the envelope. */
export function responseSchema(status: number, declared: DeclaredResponse): StandardSchema | null | undefined {
  if (typeof declared === 'string' || declared === false) return undefined
  const schema = describedResponse(declared).schema
  return schema === undefined ? (status >= 400 ? undefined : null) : schema
}

/** Returns the declaration of a response in its long form. */
export function describedResponse(declared: DeclaredResponse): DescribedResponse {
  if (typeof declared === 'string') return { description: declared }
  if (declared === null || declared === false) return { schema: null }
  return '~standard' in declared ? { schema: declared } : declared
}

const members: ReadonlySet<string> = new Set<keyof DescribedResponse>([
  'schema',
  'description',
  'headers',
  'mediaTypes',
  'example',
])

/** @throws TypeError for what declares no answer */
export function checkResponses(responses: Responses): void {
  for (const [key, declared] of Object.entries(responses)) {
    const status = Number(key)
    const where = `the contract's responses.${key}`
    if (!isFinalStatus(status)) throw new TypeError(`${where}: a status is an integer from 200 to 599`)
    if (typeof declared === 'string' || declared === false) {
      if (status < 400) throw new TypeError(`${where}: only a failure is declared by a text or by false`)
    } else if (declared === null) continue
    // some validators make schemas that are functions
    else if (typeof declared !== 'object' && typeof declared !== 'function') {
      throw new TypeError(`${where} is no Standard Schema`)
    } else if (!('~standard' in declared))
      for (const name of Object.keys(declared)) if (!members.has(name)) throw strange(where, name)
  }
}

function strange(where: string, name: string): TypeError {
  return new TypeError(
    `${where} is no Standard Schema (https://standardschema.dev), and answers have no member '${name}'; theirs are ${[...members].join(', ')}`,
  )
}
