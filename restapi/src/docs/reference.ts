import type {
  MethodName,
  OpenApiDocument,
  OperationObject,
  ParameterObject,
  Reference as ReferenceObject,
  ResponseObject,
  Tag,
} from '../openapi/document-objects.js'

/** An operation of the document with its references resolved. */
export interface Operation {
  /** Name of its page: the `operationId` as a path segment. */
  readonly key: string
  readonly method: string
  readonly path: string
  /** Summary, else method and path. */
  readonly title: string
  readonly object: OperationObject
  readonly parameters: readonly ParameterObject[]
  readonly responses: readonly (readonly [status: string, response: ResponseObject])[]
  readonly credentials: readonly Credential[]
}

/** A secret that a request needs, and where it goes. */
export interface Credential {
  readonly name: string
  readonly description: string | undefined
  readonly place: 'bearer' | 'basic' | 'header' | 'query'
  /** Name of the header field or query parameter; empty for `Authorization`. */
  readonly field: string
}

/** Operations with the same first tag. */
export interface Group {
  readonly name: string
  readonly description: string | undefined
  readonly operations: readonly Operation[]
}

/** The document in the order of its reading. */
export interface Reference {
  readonly document: OpenApiDocument
  readonly groups: readonly Group[]
  readonly operations: ReadonlyMap<string, Operation>
}

const methods = [
  'get',
  'head',
  'post',
  'put',
  'patch',
  'delete',
  'query',
  'x-query',
] as const satisfies readonly MethodName[]

/** Returns the operations of a document in groups. Tags of the document come first, in its order. */
export function referenceOf(document: OpenApiDocument): Reference {
  const operations = new Map<string, Operation>()
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const object = item[method] ?? (method === 'query' ? item['x-query'] : undefined)
      if (object === undefined) continue
      const operation = operationOf(document, path, method, object)
      const key = operations.has(operation.key) ? `${operation.key}-${operations.size}` : operation.key
      operations.set(key, { ...operation, key })
    }
  }
  const all = [...operations.values()]
  const tagOf = ({ object }: Operation) => object.tags?.[0] ?? ''
  const names = new Set([...(document.tags ?? []).map(({ name }) => name), ...all.map(tagOf)])
  const groups = [...names].map((name) => {
    const tag = document.tags?.find((each) => each.name === name)
    return {
      name: tag === undefined ? name : titleOf(tag),
      description: tag?.description,
      operations: all.filter((operation) => tagOf(operation) === name),
    }
  })
  return { document, groups: groups.filter((group) => group.operations.length > 0), operations }
}

/**
 * Returns the object that a local reference points to, as `#/components/schemas/Lamp`. Returns `undefined` for any other reference.
 *
 * @see RFC 6901
 */
export function targetOf(document: OpenApiDocument, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined
  let target: unknown = document
  for (const token of reference.slice(2).split('/')) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof target !== 'object' || target === null || !Object.hasOwn(target, name)) return undefined
    target = Reflect.get(target, name)
  }
  return target
}

function operationOf(document: OpenApiDocument, path: string, method: MethodName, object: OperationObject): Operation {
  const title = object.summary ?? `${methodName(method)} ${path}`
  return {
    // Dots are left to the names of files
    key: (object.operationId ?? `${method}${path}`).replace(/[^\w-]+/g, '-'),
    method: methodName(method),
    path,
    title,
    object,
    parameters: (object.parameters ?? []).map((parameter) => resolved(document, parameter)),
    responses: Object.entries(object.responses).map(([status, response]) => [status, resolved(document, response)]),
    credentials: credentialsOf(document, object),
  }
}

/** Returns the short title of a tag, which OpenAPI 3.1 has as an extension. */
function titleOf(tag: Tag): string {
  const title: unknown = tag.summary ?? Reflect.get(tag, 'x-displayName')
  return typeof title === 'string' ? title : tag.name
}

/** Returns the method in capitals. OpenAPI 3.1 has QUERY as an extension. */
function methodName(method: MethodName): string {
  return method.replace('x-', '').toUpperCase()
}

function resolved<Target extends object>(document: OpenApiDocument, object: Target | ReferenceObject): Target {
  if (!('$ref' in object)) return object
  const target = targetOf(document, object.$ref) as Target | undefined
  if (target === undefined) throw new TypeError(`docsPages: the document has no ${object.$ref}, which it refers to`)
  return object.description === undefined ? target : { ...target, description: object.description }
}

function credentialsOf(
  document: OpenApiDocument,
  { security = document.security ?? [] }: OperationObject,
): Credential[] {
  const names = new Set(security.flatMap((requirement) => Object.keys(requirement)))
  return [...names].flatMap((name) => {
    const scheme = document.components.securitySchemes?.[name]
    return typeof scheme === 'object' && scheme !== null ? credentialOf(name, { ...scheme }) : []
  })
}

function credentialOf(name: string, scheme: Readonly<Record<string, unknown>>): Credential[] {
  const description = typeof scheme.description === 'string' ? scheme.description : undefined
  const { type, in: place } = scheme
  if (type === 'apiKey') {
    const field = String(scheme.name)
    return place === 'header' || place === 'query' ? [{ name, description, place, field }] : [] // scripts cannot set cookies of requests
  }
  if (type === 'http' && String(scheme.scheme).toLowerCase() === 'basic')
    return [{ name, description, place: 'basic', field: '' }]
  return type === 'mutualTLS' ? [] : [{ name, description, place: 'bearer', field: '' }]
}
