import type { JsonSchema } from '../schema/shape.js'

type Json = Readonly<Record<string, unknown>>

/** A documented format of a body or an answer. */
export interface DocumentedContent {
  readonly mediaType: string
  /** Other media types of the same format. */
  readonly aliases: readonly string[]
  readonly schema: JsonSchema
  readonly itemSchema: JsonSchema | undefined
  readonly example: unknown
  /** True for an HTML page for people. */
  readonly isPage: boolean
  /** The statuses that have this content, when a response describes several; `undefined` for all of them. */
  readonly statuses: readonly number[] | undefined
}

/** A documented header field of an answer. */
export interface DocumentedHeader {
  readonly name: string
  readonly required: boolean
  readonly schema: JsonSchema
}

/** A documented answer. */
export interface DocumentedResponse {
  readonly status: number
  readonly headers: readonly DocumentedHeader[]
  readonly contents: readonly DocumentedContent[]
  /** True for the response `default`, which describes several statuses. */
  readonly isShared: boolean
}

/** A documented parameter of an operation. */
export interface DocumentedParameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly example: unknown
  /** True when the parameter selects the format of the answer. */
  readonly namesFormat: boolean
}

/** A documented security scheme. @see OpenAPI 3.1.1 §4.8.27 */
export interface DocumentedScheme {
  readonly type: string
  /** The authentication scheme of the type `http`. */
  readonly scheme?: string
  /** The place of an API key. */
  readonly in?: string
  /** The name of the field, parameter or cookie with an API key. */
  readonly name?: string
}

/** The schemes of one security requirement, all of which are needed; empty when no credentials are needed. */
export type DocumentedSecurity = readonly {
  readonly name: string
  readonly scheme: DocumentedScheme
  readonly scopes: readonly string[]
}[]

/** An operation of a document, with references resolved. */
export interface DocumentedOperation {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly parameters: readonly DocumentedParameter[]
  readonly body: readonly DocumentedContent[]
  /** The alternatives of security; empty when everybody is let in. */
  readonly security: readonly DocumentedSecurity[]
  readonly responses: readonly DocumentedResponse[]
  /** True when `default` describes statuses that the document does not list. */
  readonly isOpen: boolean
  /** All methods of the path. */
  readonly methods: readonly string[]
  /** The methods of the path, and those of other paths that may match the same request. */
  readonly fittingMethods: readonly string[]
}

const methods = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'trace', 'query'] as const

/**
 * Returns the operations of an OpenAPI 3.1 or 3.2 document, in document order.
 *
 * @throws TypeError for an operation without an operationId, for a range of statuses, and for an unknown reference
 */
export function documentedOperations(document: object): readonly DocumentedOperation[] {
  const { paths = {} } = document as { readonly paths?: Json }
  const items = Object.entries(paths).map(([path, item]) => ({ path, item: withQuery(followed(item, document)) }))
  return items.flatMap(({ path, item }) => {
    const fitting = items.filter((other) => mayFit(path, other.path)).flatMap((other) => methodsOf(other.item))
    return methodsOf(item).map((method) => ({
      ...operationOf(document, path, method, item),
      methods: methodsOf(item).map(inCapitals),
      fittingMethods: [...new Set(fitting)].map(inCapitals),
    }))
  })
}

/** Returns a path item with `query` of OpenAPI 3.2 for the extension that documents of 3.1 have in its place. */
function withQuery({ 'x-query': query, ...item }: Json): Json {
  return query === undefined ? item : { query, ...item }
}

function methodsOf(item: Json): readonly string[] {
  return methods.filter((method) => method in item)
}

function inCapitals(method: string): string {
  return method.toUpperCase()
}

/** Reports whether a request may match both templates. */
function mayFit(path: string, other: string): boolean {
  const [left, right] = [path, other].map((each) => each.split('/')) as [string[], string[]]
  return left.length === right.length && left.every((part, at) => part === right[at] || /\{/.test(part + right[at]))
}

function operationOf(
  document: object,
  path: string,
  method: string,
  item: Json,
): Omit<DocumentedOperation, 'methods' | 'fittingMethods'> {
  const operation = followed(item[method], document)
  const { operationId } = operation
  if (typeof operationId !== 'string') throw new TypeError(`${method} ${path} needs an operationId`)
  const parameters = [...listOf(item.parameters), ...listOf(operation.parameters)].map((each) =>
    followed(each, document),
  )
  const body = operation.requestBody === undefined ? {} : followed(operation.requestBody, document)
  return {
    operationId,
    method: method.toUpperCase(),
    path,
    parameters: parameters.map(({ name, in: place, required, example, 'x-format-parameter': namesFormat }) => ({
      name: String(name),
      in: String(place),
      required: required === true,
      example,
      namesFormat: namesFormat === true,
    })),
    body: contentsOf(body.content),
    security: securityOf(operation.security ?? Reflect.get(document, 'security'), document),
    ...responsesOf(operationId, operation, document),
  }
}

function securityOf(security: unknown, document: object): readonly DocumentedSecurity[] {
  const { components = {} } = document as { readonly components?: Json }
  const schemes = (components.securitySchemes ?? {}) as Json
  return listOf(security).map((requirement) =>
    Object.entries(requirement as Json).map(([name, scopes]) => ({
      name,
      scheme: followed(schemes[name], document) as unknown as DocumentedScheme,
      scopes: listOf(scopes).map(String),
    })),
  )
}

/** Returns the responses in order of status. `default` becomes one response for each status in `x-failures`. */
function responsesOf(
  operationId: string,
  { responses = {}, 'x-failures': failures }: Json,
  document: object,
): Pick<DocumentedOperation, 'responses' | 'isOpen'> {
  const { default: others, ...byStatus } = responses as Json
  const listed = Object.entries(byStatus).map(([key, response]) =>
    responseOf(operationId, key, followed(response, document), document),
  )
  if (others === undefined) return { responses: listed, isOpen: false }
  const further = listOf(failures).map((status) =>
    restricted(responseOf(operationId, String(status), followed(others, document), document)),
  )
  const all = [...listed, ...further].sort((left, right) => left.status - right.status)
  return { responses: all, isOpen: failures === undefined }
}

/** Returns the response with only the contents of its status. */
function restricted(response: DocumentedResponse): DocumentedResponse {
  const contents = response.contents.filter(({ statuses }) => statuses?.includes(response.status) !== false)
  return { ...response, contents, isShared: true }
}

function responseOf(operationId: string, key: string, response: Json, document: object): DocumentedResponse {
  const status = Number(key)
  if (!Number.isInteger(status))
    throw new TypeError(`${operationId} has a response '${key}'; the kit needs a single status, such as '200'`)
  const headers = Object.entries((response.headers ?? {}) as Json).map(([name, header]): DocumentedHeader => {
    const { required, schema = true } = followed(header, document)
    return { name, required: required === true, schema: schema as JsonSchema }
  })
  const contents = [...contentsOf(response.content), ...contentsOf(response['x-streams'])]
  return { status, headers, contents, isShared: false }
}

function contentsOf(content: unknown): readonly DocumentedContent[] {
  return Object.entries((content ?? {}) as Json).map(([mediaType, described]) => {
    const { schema = true, 'x-itemSchema': itemSchema, itemSchema: standard, example, ...rest } = described as Json
    return {
      mediaType,
      aliases: listOf(rest['x-aliases']).map(String),
      schema: schema as JsonSchema,
      itemSchema:
        standard === undefined ? (itemSchema as JsonSchema | undefined) : dataSchema(mediaType, standard as JsonSchema),
      example,
      isPage: rest['x-page'] === true,
      statuses: rest['x-statuses'] === undefined ? undefined : listOf(rest['x-statuses']).map(Number),
    }
  })
}

/** Returns the schema of an item, for events that of their data where it is JSON (OpenAPI 3.2.0 §4.14.4). */
function dataSchema(mediaType: string, itemSchema: JsonSchema): JsonSchema {
  if (mediaType !== 'text/event-stream' || typeof itemSchema !== 'object') return itemSchema
  const { data } = (itemSchema.properties ?? {}) as { readonly data?: { readonly contentSchema?: JsonSchema } }
  return data?.contentSchema ?? itemSchema
}

/** Returns all media types of the contents, aliases included. */
export function mediaTypesOf(contents: readonly DocumentedContent[]): readonly string[] {
  return contents.flatMap(({ mediaType, aliases }) => [mediaType, ...aliases])
}

/** Returns the content that has this media type, or has it as an alias. */
export function contentOf(
  contents: readonly DocumentedContent[],
  mediaType: string | undefined,
): DocumentedContent | undefined {
  return contents.find((each) => mediaType !== undefined && mediaTypesOf([each]).includes(mediaType))
}

function followed(node: unknown, document: object): Json {
  const reference = (node as { readonly $ref?: unknown } | undefined)?.$ref
  if (typeof reference !== 'string') return (node ?? {}) as Json
  const steps = reference
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const target = steps.reduce<unknown>((at, step) => (at as Json | undefined)?.[step], document)
  if (!reference.startsWith('#/') || target === undefined)
    throw new TypeError(`the document has no target for the reference ${reference}`)
  return followed(target, document)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
