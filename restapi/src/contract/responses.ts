import { parseMediaType } from '../http/media-type.js'
import { isFinalStatus } from '../http/status.js'
import type { AnySchema, StandardSchema } from '../schema/standard-schema.js'
import { withJsonSchema } from '../schema/with-json-schema.js'
import { checkMembers, checkOptionalSwitch, describeValue } from '../values/check-value.js'
import { memoizedByObject } from '../values/memoized-by-object.js'

/**
 * The declared responses, by status.
 *
 * @example
 * const responses = {
 *   200: z.object({ name: z.string() }),
 *   404: 'There is no such product.',
 * } satisfies Responses
 * routes.get('/products/:id', { responses }, ({ params }) => (params.id === '1' ? { name: 'Chair' } : notFound()))
 */
export interface Responses {
  readonly [status: number]: DeclaredResponse
}

/**
 * A declared response:
 *
 * - a schema: an answer with a value;
 * - `null`: an answer without content;
 * - a `DescribedResponse`: either of these with a description, header fields or media types;
 * - text: a failure in the envelope, with its description;
 * - `false`: an automatic failure that cannot happen here.
 *
 * @example
 * const list = { schema: z.array(z.string()), description: 'The names of all products.' } satisfies DeclaredResponse
 * routes.get('/names', { responses: { 200: list } }, () => ['Chair'])
 */
export type DeclaredResponse = AnySchema | null | DescribedResponse | string | false

/**
 * A declared response with more members than its schema.
 *
 * @example
 * const picture: DescribedResponse = { mediaTypes: ['image/png'], description: 'The picture of the product.' }
 * const read = () => ok().withContent(new Uint8Array(8), 'image/png')
 * routes.get('/products/:id/picture', { responses: { 200: picture } }, read)
 */
export interface DescribedResponse {
  /** @default none: the answer has no content, or is a failure in the envelope */
  readonly schema?: AnySchema | null
  /** The JSON Schema of the value, for a schema whose validator has none. Without any, the contract is refused. @default that of the validator */
  readonly jsonSchema?: Readonly<Record<string, unknown>>
  readonly description?: string
  /** Header fields by name; `true` for one whose meaning an RFC gives: `{ ETag: true }`. */
  readonly headers?: HeaderFields
  /** The media types of content that the endpoint makes itself (`withContent`), instead of those of the codecs. */
  readonly mediaTypes?: readonly string[]
  /** States that the content is a `file()`: the document then has its header fields, and for GET ranges (206, 416). @default false */
  readonly ranges?: boolean
  /** A value, from which an example in every format is made. */
  readonly example?: unknown
}

/** Header fields that a `file()` has, or may have. */
const fileFields: HeaderFields = {
  'Accept-Ranges': true,
  'Cache-Control': true,
  'Content-Disposition': true,
  ETag: true,
  'Last-Modified': true,
}

/** Returns the header fields of a declared response, with those of its file. */
export function declaredHeaders({ ranges, headers = {} }: DescribedResponse): HeaderFields {
  return ranges === true ? { ...fileFields, ...headers } : headers
}

/**
 * Header fields of answers, by name.
 *
 * @example
 * const headers: HeaderFields = { ETag: true, 'X-Left': { description: 'The requests that are left.' } }
 * const responses = { 200: { schema: z.array(z.string()), headers } }
 * routes.get('/names', { responses }, () => ok(['Chair']).withVersion(3).withHeader('X-Left', 9))
 */
export interface HeaderFields {
  readonly [name: string]: DescribedHeader | true
}

/**
 * The description of a response header field.
 *
 * @example
 * const left: DescribedHeader = { description: 'The requests that are left.', schema: z.int() }
 * const responses = { 200: { schema: z.array(z.string()), headers: { 'X-Left': left } } }
 * routes.get('/names', { responses }, () => ok(['Chair']).withHeader('X-Left', 9))
 */
export interface DescribedHeader {
  readonly description?: string
  /** @default any text */
  readonly schema?: StandardSchema
  /** States that every answer of this status has the field. @default false */
  readonly required?: boolean
  readonly example?: unknown
}

/** Returns the schema of a declared response; `null` for one without content; `undefined` for a failure in the envelope. */
export function responseSchema(status: number, declared: DeclaredResponse): StandardSchema | null | undefined {
  if (typeof declared === 'string' || declared === false) return undefined
  const schema = describedResponse(declared).schema
  return schema === undefined ? (status >= 400 ? undefined : null) : schema
}

/** Returns the declaration of a response in its long form. */
export function describedResponse(declared: DeclaredResponse): DescribedResponse {
  if (typeof declared === 'string') return { description: declared }
  if (declared === null || declared === false) return { schema: null }
  if ('~standard' in declared) return { schema: declared }
  return declared.jsonSchema === undefined ? declared : withOneSchema(declared)
}

const withOneSchema = memoizedByObject(
  ({ schema = null, jsonSchema = {}, ...others }: DescribedResponse): DescribedResponse => ({
    ...others,
    schema: schema === null ? null : withJsonSchema(schema, jsonSchema),
  }),
)

const members: ReadonlySet<string> = new Set<keyof DescribedResponse>([
  'schema',
  'jsonSchema',
  'description',
  'headers',
  'mediaTypes',
  'ranges',
  'example',
])

/** @throws TypeError for what declares no answer */
export function checkResponses(responses: Responses, owner = 'the contract'): void {
  if (typeof responses !== 'object' || responses === null || Array.isArray(responses)) {
    throw new TypeError(
      `${owner}'s responses must be an object by status, such as { 200: schema }; got ${describeValue(responses)}`,
    )
  }
  for (const [key, declared] of Object.entries(responses)) {
    const status = Number(key)
    const where = `${owner}'s responses.${key}`
    if (!isFinalStatus(status)) throw new TypeError(`${where}: a status is an integer from 200 to 599`)
    if (typeof declared === 'string' || declared === false) {
      if (status < 400) throw new TypeError(`${where}: only a failure is declared by a text or by false`)
    } else if (declared === null) continue
    // some validators make schemas that are functions
    else if (typeof declared !== 'object' && typeof declared !== 'function') {
      throw new TypeError(`${where} must be a schema, a description with one, or null; got ${describeValue(declared)}`)
    } else if (!('~standard' in declared)) {
      for (const name of Object.keys(declared)) if (!members.has(name)) throw strange(where, name)
      checkMediaTypes(where, declared.mediaTypes)
      checkHeaders(where, declared.headers)
      checkJsonSchema(where, declared)
      checkRanges(where, status, declared)
    }
  }
}

function checkMediaTypes(where: string, mediaTypes: unknown): void {
  if (mediaTypes === undefined) return
  const isList = Array.isArray(mediaTypes) && mediaTypes.length > 0
  if (isList && mediaTypes.every((each) => typeof each === 'string' && parseMediaType(each) !== undefined)) return
  throw new TypeError(`${where}: mediaTypes must be a list of media types, such as ['image/png']`)
}

function checkHeaders(where: string, headers: unknown): void {
  if (headers === undefined) return
  checkMembers(`${where}: headers`, headers)
  for (const [name, described] of Object.entries(headers)) {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
      throw new TypeError(`${where}: headers has '${name}', which is no name of a header field (RFC 9110 §5.6.2)`)
    }
    if (described === true || (typeof described === 'object' && described !== null && !Array.isArray(described)))
      continue
    throw new TypeError(`${where}: headers.${name} must be true or a description; got ${describeValue(described)}`)
  }
}

function checkRanges(where: string, status: number, { ranges, mediaTypes, schema }: DescribedResponse): void {
  if (ranges === undefined) return
  checkOptionalSwitch(`${where}: ranges`, ranges)
  const isFile = status === 200 && mediaTypes !== undefined && (schema === undefined || schema === null)
  if (ranges && !isFile)
    throw new TypeError(`${where}: ranges: true belongs to a 200 that is a file, which has mediaTypes and no schema`)
}

function checkJsonSchema(where: string, declared: DescribedResponse): void {
  if (declared.jsonSchema === undefined) return
  if (declared.schema === undefined || declared.schema === null)
    throw new TypeError(
      `${where} has a jsonSchema without a schema; give both, or neither for an answer without content`,
    )
  try {
    withOneSchema(declared)
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    throw new TypeError(`${where} cannot be understood: ${cause.message}`, { cause })
  }
}

/** @throws TypeError for what declares no failure. Only contracts declare other answers. */
export function checkFailures(owner: string, responses: Responses): void {
  checkResponses(responses, owner)
  const other = Object.keys(responses).find((key) => Number(key) < 400)
  if (other === undefined) return
  throw new TypeError(
    `${owner}'s responses.${other}: expected a failure from 400 to 599; declare ${other} in contracts`,
  )
}

function strange(where: string, name: string): TypeError {
  return new TypeError(
    `${where} is no Standard Schema (https://standardschema.dev), and answers have no member '${name}'; theirs are ${[...members].join(', ')}`,
  )
}
