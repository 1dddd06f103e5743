import type { JsonSchema } from '../shape.js'

type Json = Readonly<Record<string, unknown>>

/** One of the contents that a body may have. */
export interface DocumentedContent {
  readonly mediaType: string
  readonly schema: JsonSchema
  readonly itemSchema: JsonSchema | undefined
  readonly example: unknown
}

/** A header field of an answer. */
export interface DocumentedHeader {
  readonly name: string
  readonly required: boolean
  readonly schema: JsonSchema
}

/** An answer as the document has it. */
export interface DocumentedResponse {
  readonly status: number
  readonly headers: readonly DocumentedHeader[]
  readonly contents: readonly DocumentedContent[]
}

/** A parameter of an operation. */
export interface DocumentedParameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly example: unknown
}

/** An operation of a document, its references followed. */
export interface DocumentedOperation {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly parameters: readonly DocumentedParameter[]
  readonly body: readonly DocumentedContent[]
  readonly responses: readonly DocumentedResponse[]
  /** All methods that its path has. */
  readonly methods: readonly string[]
}

const methods = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'trace'] as const

/**
 * The operations of an OpenAPI 3.1 document, in its order.
 *
 * @throws TypeError for an operation without a name, a status that is no number, and references that lead nowhere
 */
export function documentedOperations(document: object): readonly DocumentedOperation[] {
  const { paths } = document as { readonly paths?: Json }
  return Object.entries(paths ?? {}).flatMap(([path, item]) => {
    const described = followed(item, document)
    const present = methods.filter((method) => method in described)
    return present.map((method) =>
      operationOf(
        document,
        path,
        method,
        described,
        present.map((each) => each.toUpperCase()),
      ),
    )
  })
}

function operationOf(
  document: object,
  path: string,
  method: string,
  item: Json,
  all: readonly string[],
): DocumentedOperation {
  const operation = followed(item[method], document)
  const { operationId } = operation
  if (typeof operationId !== 'string') throw new TypeError(`${method} ${path} has no operationId`)
  const parameters = [...listOf(item.parameters), ...listOf(operation.parameters)].map((each) =>
    followed(each, document),
  )
  const body = operation.requestBody === undefined ? {} : followed(operation.requestBody, document)
  return {
    operationId,
    method: method.toUpperCase(),
    path,
    parameters: parameters.map(({ name, in: place, required, example }) => ({
      name: String(name),
      in: String(place),
      required: required === true,
      example,
    })),
    body: contentsOf(body.content),
    responses: Object.entries(operation.responses ?? {}).map(([key, response]) =>
      responseOf(operationId, key, followed(response, document), document),
    ),
    methods: all,
  }
}

function responseOf(operationId: string, key: string, response: Json, document: object): DocumentedResponse {
  const status = Number(key)
  if (!Number.isInteger(status))
    throw new TypeError(`${operationId} has answers of status '${key}', which proves nothing`)
  const headers = Object.entries((response.headers ?? {}) as Json).map(([name, header]): DocumentedHeader => {
    const { required, schema = true } = followed(header, document)
    return { name, required: required === true, schema: schema as JsonSchema }
  })
  return { status, headers, contents: contentsOf(response.content) }
}

function contentsOf(content: unknown): readonly DocumentedContent[] {
  return Object.entries((content ?? {}) as Json).map(([mediaType, described]) => {
    const { schema = true, 'x-itemSchema': itemSchema, itemSchema: standard, example } = described as Json
    return {
      mediaType,
      schema: schema as JsonSchema,
      itemSchema: (standard ?? itemSchema) as JsonSchema | undefined,
      example,
    }
  })
}

function followed(node: unknown, document: object): Json {
  const reference = (node as { readonly $ref?: unknown } | undefined)?.$ref
  if (typeof reference !== 'string') return (node ?? {}) as Json
  const steps = reference
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const target = steps.reduce<unknown>((at, step) => (at as Json | undefined)?.[step], document)
  if (!reference.startsWith('#/') || target === undefined) throw new TypeError(`${reference} leads nowhere`)
  return followed(target, document)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
