import type { JsonSchema } from '../schema/shape.js'

/** The versions of OpenAPI that documents are written in. */
export type OpenApiVersion = '3.1.1' | '3.2.0'

/**
 * An OpenAPI document as a plain object, ready for JSON or YAML.
 *
 * @see https://spec.openapis.org/oas/v3.1.1.html, https://spec.openapis.org/oas/v3.2.0.html
 * @example
 * const document: OpenApiDocument = openapi(routes, { info: { title: 'Shop', version: '1.0.0' } })
 * document.info.title // => 'Shop'
 */
export interface OpenApiDocument {
  readonly openapi: OpenApiVersion
  readonly info: Info
  readonly servers?: readonly Server[]
  readonly security: readonly SecurityRequirementObject[]
  readonly tags?: readonly Tag[]
  readonly externalDocs?: ExternalDocumentation
  readonly paths: Readonly<Record<string, PathItem>>
  readonly components: Components
}

/**
 * The Info Object: title, version and contact of the API (§4.8.2).
 *
 * @example
 * const info: Info = { title: 'Shop', version: '1.0.0', contact: { email: 'api@shop.example' } }
 * openapi(routes, { info }).info.version // => '1.0.0'
 */
export interface Info {
  readonly title: string
  readonly version: string
  readonly summary?: string
  readonly description?: string
  readonly termsOfService?: string
  readonly contact?: { readonly name?: string; readonly url?: string; readonly email?: string }
  readonly license?: { readonly name: string; readonly identifier?: string; readonly url?: string }
}

/**
 * The Server Object: an address of the API (§4.8.5).
 *
 * @example
 * const servers: readonly Server[] = [{ url: 'https://shop.example/v1', description: 'production' }]
 * openapi(routes, { info: { title: 'Shop', version: '1.0.0' }, servers }).servers // => servers
 */
export interface Server {
  readonly url: string
  /** A unique name. OpenAPI 3.1 has it as `x-name`. */
  readonly name?: string
  readonly description?: string
}

/**
 * The Tag Object: a group of operations (§4.8.22; OpenAPI 3.2 §4.22).
 *
 * @example
 * const tags: readonly Tag[] = [{ name: 'orders', description: 'What customers bought' }]
 * routes.get('/orders', { tags: ['orders'] }, () => [])
 * openapi(routes, { info: { title: 'Shop', version: '1.0.0' }, tags }).tags // => tags
 */
export interface Tag {
  readonly name: string
  /** A short title for lists of tags. OpenAPI 3.1 has it as `x-displayName`. */
  readonly summary?: string
  readonly description?: string
  readonly externalDocs?: ExternalDocumentation
  /** The name of the tag above this one. OpenAPI 3.1 has it as `x-parent`. */
  readonly parent?: string
  /** The use of the tag: `nav`, `badge`, `audience` or another. OpenAPI 3.1 has it as `x-kind`. */
  readonly kind?: string
}

/**
 * The External Documentation Object: a link to further documentation (§4.8.11).
 *
 * @example
 * const externalDocs: ExternalDocumentation = { url: 'https://shop.example/guide' }
 * openapi(routes, { info: { title: 'Shop', version: '1.0.0' }, externalDocs }).externalDocs // => externalDocs
 */
export interface ExternalDocumentation {
  readonly url: string
  readonly description?: string
}

/**
 * The Security Requirement Object: scopes by the name of a security scheme (§4.8.30).
 *
 * @example
 * const security: readonly SecurityRequirementObject[] = [{ bearer: ['orders:read'] }]
 * const securitySchemes = { bearer: { type: 'http', scheme: 'bearer' } }
 * openapi(routes, { info: { title: 'Shop', version: '1.0.0' }, security, securitySchemes }).security // => security
 */
export interface SecurityRequirementObject {
  readonly [scheme: string]: readonly string[]
}

/** The Path Item Object: the operations of a path by method (§4.8.9). QUERY is `x-query` in OpenAPI 3.1. */
export type PathItem = { readonly [Method in MethodName]?: OperationObject }

export type MethodName = 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete' | 'query' | 'x-query'

export interface OperationObject {
  readonly operationId: string
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly deprecated?: true
  readonly security?: readonly SecurityRequirementObject[]
  readonly parameters?: readonly (ParameterObject | Reference)[]
  readonly requestBody?: RequestBodyObject
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>
  /** The statuses of the failures that `default` describes. */
  readonly 'x-failures'?: readonly number[]
}

/** The Reference Object: its description replaces that of the target (§4.8.23). */
export interface Reference {
  readonly $ref: string
  readonly description?: string
}

export interface ParameterObject {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly description?: string
  readonly required?: boolean
  readonly deprecated?: true
  readonly style?: 'form' | 'deepObject'
  readonly explode?: boolean
  readonly schema: JsonSchema
  readonly example?: unknown
  /** Present when the parameter selects the format of the answer and overrides `Accept`. */
  readonly 'x-format-parameter'?: true
}

export interface RequestBodyObject {
  readonly required: boolean
  readonly content: Contents
}

export interface ResponseObject {
  readonly description: string
  readonly headers?: Readonly<Record<string, HeaderObject | Reference>>
  readonly content?: Contents
  /** The formats that stream the items of the value, for clients that name one in `Accept`. */
  readonly 'x-streams'?: Contents
}

export interface HeaderObject {
  readonly description?: string
  readonly required?: boolean
  readonly schema: JsonSchema
  readonly example?: unknown
}

export type Contents = Readonly<Record<string, MediaTypeObject>>

export interface MediaTypeObject {
  /** The schema of the whole content; absent for streams in OpenAPI 3.2. */
  readonly schema?: JsonSchema
  readonly example?: unknown
  /** The media types of the files of a form, by the names of their fields (§4.8.15). */
  readonly encoding?: Readonly<Record<string, { readonly contentType: string }>>
  /** The schema of each item of a stream, in OpenAPI 3.2. */
  readonly itemSchema?: JsonSchema
  /** The same in OpenAPI 3.1. */
  readonly 'x-itemSchema'?: JsonSchema
  /** Other media types of the same format, which `Accept` may name and bodies may have. */
  readonly 'x-aliases'?: readonly string[]
  /** Present for an HTML page for people: complete, without scripts, with a `Content-Security-Policy`. */
  readonly 'x-page'?: true
  /** The statuses that have this content, when `default` describes more. */
  readonly 'x-statuses'?: readonly number[]
}

export interface Components {
  readonly schemas?: Readonly<Record<string, JsonSchema>>
  readonly responses?: Readonly<Record<string, ResponseObject>>
  readonly parameters?: Readonly<Record<string, ParameterObject>>
  readonly headers?: Readonly<Record<string, HeaderObject>>
  readonly securitySchemes?: Readonly<Record<string, unknown>>
}
