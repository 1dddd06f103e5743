import type { Codec } from '../formats/codec.js'
import type { OperationText } from '../formats/page.js'
import { type Deprecation, deprecationFields } from '../http/deprecation.js'
import type { Fields } from '../http/fields.js'
import type { Middleware } from '../http/http.js'
import type { RequestPart } from '../outcomes/invalid-field.js'
import { type ResponseProjection, responseProjection } from '../projection/response-projection.js'
import { schemaShape } from '../schema/schema-shape.js'
import type { Shape } from '../schema/shape.js'
import type { StandardSchema } from '../schema/standard-schema.js'
import {
  type HeaderReader,
  headerReader,
  type PathReader,
  pathReader,
  type QueryReader,
  queryReader,
} from '../text/request-fields.js'
import { checkNames } from '../values/check-options.js'
import { type AnyProblemType, isProblemType } from './problem-type.js'
import { checkResponses, type Responses, responseSchema } from './responses.js'

/** The schemas and options of one endpoint. Every member is optional. A schema may come from any Standard Schema validator. */
export interface Contract {
  /** The path parameters, by name. Text is read as a number or boolean when the schema says so. */
  readonly params?: StandardSchema | undefined
  /** The query parameters, by name. A parameter is an array when it is repeated or when the schema says so; else it is a string. */
  readonly query?: StandardSchema | undefined
  /** The header fields, by lower-case name. The schema gets only those that it names. */
  readonly headers?: StandardSchema | undefined
  /** The body. Without it, bodies are not read. */
  readonly body?: StandardSchema | undefined
  /** The declared responses, by status. The compiler checks the return type of the endpoint against them. */
  readonly responses?: Responses | undefined
  /** The formats of the answers: `[json(), xml(), ndjson(), csv()]`. @default those of the end-ware */
  readonly codecs?: readonly Codec[]
  /** The media types that the body may have. @default those that the codecs read */
  readonly consumes?: readonly string[]
  /** Requires `If-Match`. A request without it gets 428. @default false @see RFC 6585 §3 */
  readonly requireIfMatch?: boolean
  /** The source of the `ETag` of answers without a version: a hash of their content. HTML pages get none. @default none */
  readonly etag?: 'content'
  /** Middleware that runs before anything else is decided: authentication, rate limits. */
  readonly use?: readonly Middleware[]
  readonly operationId?: string
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  /** Marks the operation as deprecated. With a date, every answer has the fields `Deprecation` and `Sunset`. */
  readonly deprecated?: boolean | Deprecation
  /** The problem types that the endpoint returns. It may return no other type made by `problemType`. */
  readonly problems?: readonly AnyProblemType[] | undefined
  /** The security requirements, of which a caller must meet one; `[]` allows everybody. They are documented, not enforced. */
  readonly security?: readonly SecurityRequirement[]
  /** Example values of the request, for the document. */
  readonly examples?: RequestExamples
}

/** The scopes that a caller needs, by the names of security schemes. All are needed: `{ bearer: ['orders:write'] }`. */
export interface SecurityRequirement {
  readonly [scheme: string]: readonly string[]
}

/** Example values of the parts of a request. */
export interface RequestExamples {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

const parts = ['params', 'query', 'headers', 'body'] as const

const requestParts: Readonly<Record<(typeof parts)[number], RequestPart>> = {
  params: 'path',
  query: 'query',
  headers: 'header',
  body: 'body',
}

const members: readonly (keyof Contract)[] = [
  'params',
  'query',
  'headers',
  'body',
  'responses',
  'codecs',
  'consumes',
  'requireIfMatch',
  'etag',
  'use',
  'operationId',
  'summary',
  'description',
  'tags',
  'deprecated',
  'problems',
  'security',
  'examples',
]

/** A part of the request and the schema for it, with what the schema tells about its shape. */
export interface ContractPart {
  readonly schema: StandardSchema
  readonly shape: Shape | undefined
}

/** The schema of an answer, with what it lets out. */
export interface ResponsePart extends ContractPart {
  readonly projection: ResponseProjection
}

/** A part of the request that has to satisfy a schema. */
export interface CheckedPart {
  readonly part: (typeof parts)[number]
  readonly in: RequestPart
  readonly schema: StandardSchema
}

/** A contract, read once when the endpoint is wired. */
export interface WiredContract {
  readonly params: ContractPart | undefined
  readonly query: ContractPart | undefined
  readonly headers: ContractPart | undefined
  readonly body: ContractPart | undefined
  /** Reads text as the schemas say. */
  readonly read: {
    readonly params: PathReader
    readonly query: QueryReader
    readonly headers: HeaderReader
  }
  /** Those of these that have a schema. */
  readonly checked: readonly CheckedPart[]
  readonly responses: ReadonlyMap<number, ResponsePart>
  /** The statuses that the contract declares, those without content included. */
  readonly statuses: ReadonlySet<number>
  readonly requireIfMatch: boolean
  readonly hashContent: boolean
  readonly about: OperationText
  /** The fields that announce a deprecation, in every answer. */
  readonly notices: Fields
  /** The types of problems that the contract lists; `undefined` when it has no list. */
  readonly problems: ReadonlySet<string> | undefined
}

/**
 * Checks and compiles a contract.
 *
 * @throws TypeError for a member that contracts do not have or that is no schema
 */
export function wireContract(contract: Contract): WiredContract {
  checkNames('a contract', 'member', contract, members)
  const { etag, requireIfMatch, use } = contract
  if (etag !== undefined && etag !== 'content')
    throw new TypeError(`the contract's etag is 'content', not ${String(etag)}`)
  if (requireIfMatch !== undefined && typeof requireIfMatch !== 'boolean') {
    throw new TypeError("the contract's requireIfMatch is true or false")
  }
  if (use !== undefined && !(Array.isArray(use) && use.every((each) => typeof each === 'function'))) {
    throw new TypeError("the contract's use is an array of middleware")
  }
  for (const name of ['consumes', 'problems', 'security', 'tags'] as const) {
    if (contract[name] === undefined || Array.isArray(contract[name])) continue
    throw new TypeError(`the contract's ${name} is an array`)
  }
  const part = (name: (typeof parts)[number]): ContractPart | undefined =>
    contract[name] === undefined ? undefined : wirePart(name, contract[name], 'input')
  checkResponses(contract.responses ?? {})
  const [params, query, headers] = [part('params'), part('query'), part('headers')]
  const schemas = Object.entries(contract.responses ?? {}).flatMap(([key, declared]) => {
    const schema = responseSchema(Number(key), declared)
    return schema === undefined ? [] : [{ status: Number(key), schema }]
  })
  const responses = schemas.flatMap(({ status, schema }): [number, ResponsePart][] =>
    schema === null ? [] : [[status, wireResponse(`responses.${status}`, schema)]],
  )
  return {
    checked: parts.flatMap((name) => {
      const schema = contract[name]
      return schema === undefined ? [] : [{ part: name, in: requestParts[name], schema }]
    }),
    params,
    query,
    headers,
    read: {
      params: pathReader(params?.shape),
      query: queryReader(query?.shape),
      headers: headerReader(headers?.shape),
    },
    body: part('body'),
    responses: new Map(responses),
    statuses: new Set(schemas.map(({ status }) => status)),
    requireIfMatch: requireIfMatch === true,
    hashContent: etag === 'content',
    about: {
      summary: contract.summary,
      description: contract.description,
      deprecated: contract.deprecated !== undefined && contract.deprecated !== false,
    },
    notices: deprecationFields(contract.deprecated),
    problems: problemTypes(contract.problems),
  }
}

function problemTypes(problems: Contract['problems']): ReadonlySet<string> | undefined {
  for (const each of problems ?? []) {
    if (!isProblemType(each)) throw new TypeError("the contract's problems are made by problemType()")
  }
  return problems === undefined ? undefined : new Set(problems.map(({ type }) => type))
}

function wireResponse(name: string, schema: StandardSchema): ResponsePart {
  const part = wirePart(name, schema, 'output')
  return { ...part, projection: responseProjection(schema, `the contract's ${name}`) }
}

function wirePart(name: string, schema: StandardSchema, direction: 'input' | 'output'): ContractPart {
  if (typeof schema?.['~standard']?.validate !== 'function') {
    throw new TypeError(`the contract's ${name} is no Standard Schema (https://standardschema.dev)`)
  }
  try {
    return { schema, shape: schemaShape(schema, direction) }
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    throw new TypeError(`the contract's ${name} cannot be understood: ${cause.message}`, { cause })
  }
}
