import type { Codec } from '../formats/codec.js'
import type { Deprecation } from '../http/deprecation.js'
import type { Middleware } from '../http/http.js'
import type { AnySchema, StandardSchema } from '../schema/standard-schema.js'
import type { SchemaWithJsonSchema } from '../schema/with-json-schema.js'
import type { AnyProblemType } from './problem-type.js'
import type { Provider } from './provider.js'
import type { Responses } from './responses.js'
import type { Security } from './security-requirement.js'

/**
 * The schemas and options of one endpoint. Every member is optional. A schema may come from any Standard Schema validator. One whose
 * validator has no JSON Schema of it is given with one: `{ schema, jsonSchema }`.
 *
 * @example
 * const contract = {
 *   params: z.object({ id: z.int() }),
 *   responses: { 200: z.object({ id: z.int(), name: z.string() }), 404: 'There is no such product' },
 * } satisfies Contract
 * routes.get('/products/:id', contract, ({ params }) => ({ id: params.id, name: 'Espresso' }))
 */
export interface Contract {
  /** The path parameters, by name. Text is read as a number or boolean when the schema says so. */
  readonly params?: AnySchema | SchemaWithJsonSchema | undefined
  /** The query parameters, by name. A parameter is an array when it is repeated or when the schema says so; else it is a string. */
  readonly query?: AnySchema | SchemaWithJsonSchema | undefined
  /** The header fields, by lower-case name. The schema gets only those that it names. */
  readonly headers?: AnySchema | SchemaWithJsonSchema | undefined
  /** The cookies, by name. The schema gets only those that it names. A repeated name has its first value. */
  readonly cookies?: AnySchema | SchemaWithJsonSchema | undefined
  /** The body. Without it, bodies are not read. */
  readonly body?: AnySchema | SchemaWithJsonSchema | undefined
  /** The declared responses, by status. The compiler checks the return type of the endpoint against them. */
  readonly responses?: Responses | undefined
  /** The formats of the answers: `[json(), xml(), ndjson(), csv()]`. @default those of the end-ware */
  readonly codecs?: readonly Codec[]
  /** The media types that the body may have. @default those that the codecs read */
  readonly consumes?: readonly string[]
  /**
   * Gives the endpoint the bytes of the body as `rawBody`, beside the value: for signatures of webhooks. They are the bytes that the codec
   * decodes, without content coding and chunks. The contract needs a `body`. Formats that are read from a stream, such as
   * `multipart/form-data`, get 415. @default false
   */
  readonly rawBody?: boolean
  /** Requires `If-Match`. A request without it gets 428. @default false @see RFC 6585 §3 */
  readonly requireIfMatch?: boolean
  /** The source of the `ETag` of answers without a version: a hash of their content. HTML pages get none. @default none */
  readonly etag?: 'content'
  /** Middleware and providers that run, in this order, before anything else is decided: authentication, rate limits, context. */
  readonly use?: readonly (Middleware | Provider)[] | undefined
  readonly operationId?: string
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  /** Marks the operation as deprecated. With a date, every answer has the fields `Deprecation` and `Sunset`. */
  readonly deprecated?: boolean | Deprecation
  /** The problem types that the endpoint returns. It may return no other type made by `problemType`. */
  readonly problems?: readonly AnyProblemType[] | undefined
  /**
   * The security requirement, or alternatives of which a caller must meet one: `{ bearer: ['orders:write'] }`. `[]` adds none to those of
   * the providers. `endware({ security })` enforces it; without that option it is only documented.
   */
  readonly security?: Security | undefined
  /** Example values of the request, for the document. */
  readonly examples?: RequestExamples
}

/**
 * Example values of the parts of a request.
 *
 * @example
 * const examples: RequestExamples = { query: { name: 'Espresso' } }
 * const query = z.object({ name: z.string() })
 * routes.get('/products', { query, examples }, ({ query }) => [{ name: query.name }])
 */
export interface RequestExamples {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, unknown>>
  readonly cookies?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

/** The members of a contract that are schemas for parts of the request. */
export const parts = ['params', 'query', 'headers', 'cookies', 'body'] as const

/** A contract whose request schemas are all Standard Schemas: a pair of schema and JSON Schema has become one. */
export type PlainContract = Omit<Contract, (typeof parts)[number]> & {
  readonly [Name in (typeof parts)[number]]?: StandardSchema | undefined
}
