import type { OperationText, ResourceMethod } from '../formats/page.js'
import { deprecationFields } from '../http/deprecation.js'
import type { Fields } from '../http/fields.js'
import type { RequestPart } from '../outcomes/invalid-field.js'
import { type ResponseProjection, responseProjection } from '../projection/response-projection.js'
import { schemaShape } from '../schema/schema-shape.js'
import type { Shape } from '../schema/shape.js'
import type { StandardSchema } from '../schema/standard-schema.js'
import {
  type CookieReader,
  cookieReader,
  type HeaderReader,
  headerReader,
  type PathReader,
  pathReader,
  type QueryReader,
  queryReader,
} from '../text/request-fields.js'
import { checkContract } from './check-contract.js'
import { checkText } from './check-text.js'
import { type PlainContract, parts } from './contract.js'
import { responseSchema } from './responses.js'

const requestParts: Readonly<Record<(typeof parts)[number], RequestPart>> = {
  params: 'path',
  query: 'query',
  headers: 'header',
  cookies: 'cookie',
  body: 'body',
}

/** The schema of a part of the request, and its shape. */
export interface ContractPart {
  readonly schema: StandardSchema
  readonly shape: Shape | undefined
}

/** The schema of an answer, and the projection that drops other members. */
export interface ResponsePart extends ContractPart {
  readonly projection: ResponseProjection
}

/** A part of the request that has to satisfy a schema. */
export interface CheckedPart {
  readonly part: (typeof parts)[number]
  readonly in: RequestPart
  readonly schema: StandardSchema
}

/** A contract that was checked and compiled when the endpoint was wired. */
export interface WiredContract {
  readonly params: ContractPart | undefined
  readonly query: ContractPart | undefined
  readonly headers: ContractPart | undefined
  readonly cookies: ContractPart | undefined
  readonly body: ContractPart | undefined
  /** Reads text as the schemas say. */
  readonly read: {
    readonly params: PathReader
    readonly query: QueryReader
    readonly headers: HeaderReader
    /** Absent without a schema: cookies are then read for an endpoint that looks at them. */
    readonly cookies: CookieReader | undefined
  }
  /** The parts of the request that have a schema. */
  readonly checked: readonly CheckedPart[]
  readonly responses: ReadonlyMap<number, ResponsePart>
  /** The statuses that the contract declares, those without content included. */
  readonly statuses: ReadonlySet<number>
  readonly requireIfMatch: boolean
  readonly rawBody: boolean
  readonly hashContent: boolean
  readonly about: OperationText
  /** The methods of the resource. */
  readonly resource: readonly ResourceMethod[]
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
export function wireContract(contract: PlainContract, resource: readonly ResourceMethod[] = []): WiredContract {
  checkContract(contract)
  const { etag, requireIfMatch, rawBody } = contract
  const part = (name: (typeof parts)[number]): ContractPart | undefined =>
    contract[name] === undefined ? undefined : withNames(name, wirePart(name, contract[name], 'input'))
  const [params, query, headers, cookies] = [part('params'), part('query'), part('headers'), part('cookies')]
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
    cookies,
    read: {
      params: pathReader(params?.shape),
      query: queryReader(query?.shape),
      headers: headerReader(headers?.shape),
      cookies: cookies === undefined ? undefined : cookieReader(cookies.shape),
    },
    body: part('body'),
    responses: new Map(responses),
    statuses: new Set(schemas.map(({ status }) => status)),
    requireIfMatch: requireIfMatch === true,
    rawBody: rawBody === true,
    hashContent: etag === 'content',
    about: {
      summary: contract.summary,
      description: contract.description,
      deprecated: contract.deprecated !== undefined && contract.deprecated !== false,
    },
    resource,
    notices: deprecationFields(contract.deprecated),
    problems: contract.problems && new Set(contract.problems.map(({ type }) => type)),
  }
}

function wireResponse(name: string, schema: StandardSchema): ResponsePart {
  const part = wirePart(name, schema, 'output')
  return { ...part, projection: responseProjection(schema, `the contract's ${name}`) }
}

/** @throws TypeError for a schema that no path, query, header fields or cookies can fit: they are objects of names and text */
function withNames(name: (typeof parts)[number], part: ContractPart): ContractPart {
  if (name === 'body') return part
  const kind = part.shape?.kind ?? 'any'
  checkText(`the contract's ${name}`, part.schema)
  if (kind === 'any' || kind === 'object' || kind === 'union') return part
  throw new TypeError(
    `the contract's ${name} must be the schema of an object, such as z.object({ … }); got that of a value of kind ${kind}`,
  )
}

function wirePart(name: string, schema: StandardSchema, direction: 'input' | 'output'): ContractPart {
  if (typeof schema?.['~standard']?.validate !== 'function') {
    const isPair = typeof schema === 'object' && schema !== null && 'jsonSchema' in schema
    const advice = isPair ? '; write its JSON Schema beside it: { schema, jsonSchema, description }' : ''
    throw new TypeError(`the contract's ${name} is no Standard Schema (https://standardschema.dev)${advice}`)
  }
  try {
    return { schema, shape: schemaShape(schema, direction) }
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    throw new TypeError(`the contract's ${name} cannot be understood: ${cause.message}`, { cause })
  }
}
