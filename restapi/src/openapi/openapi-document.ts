import type { Operation } from '../contract/operation.js'
import type { HeaderFields } from '../contract/responses.js'
import type { Described } from '../routing/routes-type.js'
import { checkOptions } from '../values/check-options.js'
import { ComponentCollection } from './component-collection.js'
import type {
  ExternalDocumentation,
  Info,
  MethodName,
  OpenApiDocument,
  OpenApiVersion,
  OperationObject,
  SecurityRequirementObject,
  Server,
  Tag,
} from './document-objects.js'
import { operationObject } from './operation-object.js'
import { joinPaths, pathTemplates } from './path-template.js'
import { SchemaCollection } from './schema-collection.js'
import { checkRequirements, type DocumentedSchemes, securitySchemesOf } from './security-schemes.js'
import { serverObjects, tagObjects } from './tag-objects.js'
import { inVersion32 } from './version32.js'
import { withoutPages } from './without-pages.js'

/**
 * Routes made by `api.routes`: one, a list, or an object of them by the path at which they are mounted.
 *
 * @example
 * const mounts: Mounts = { '/v1': api.routes(Router()).get('/products', () => []) }
 * Object.keys(openapi(mounts, { info: { title: 'Shop', version: '1.0.0' } }).paths) // => ['/v1/products']
 */
export type Mounts = Described | readonly Described[] | { readonly [path: string]: Described | readonly Described[] }

/**
 * The parts of the document that routes do not have.
 *
 * @example
 * const options: OpenApiOptions = { info: { title: 'Shop', version: '1.0.0' }, version: '3.2.0' }
 * openapi(routes, options).openapi // => '3.2.0'
 */
export interface OpenApiOptions {
  readonly info: Info
  /** The version of OpenAPI. Many client generators do not read 3.2 yet. @default '3.1.1' */
  readonly version?: OpenApiVersion
  readonly servers?: readonly Server[]
  readonly tags?: readonly Tag[]
  readonly externalDocs?: ExternalDocumentation
  /**
   * Further security schemes, by the names that contracts use in `security`: schemes of `securityScheme`, or Security Scheme Objects. Those
   * of `endware({ security })` are in the document already.
   *
   * @see OpenAPI 3.1.1 §4.8.27
   * @default {}
   */
  readonly securitySchemes?: DocumentedSchemes
  /**
   * Security requirements of operations whose contract has no `security` and whose end-ware enforces none. @default [] no authentication
   */
  readonly security?: readonly SecurityRequirementObject[]
  /** Header fields that middleware adds to every answer: `{ 'X-Request-Id': { required: true } }`. @default {} */
  readonly headers?: HeaderFields
  /** Statuses of failures that middleware may answer to any request, in the envelope: `[429]`. @default [] */
  readonly failures?: readonly number[]
  /** True to include HTML pages in the document. Client generators would make them a second type of each answer. @default false */
  readonly pages?: boolean
}

const optionNames: readonly (keyof OpenApiOptions)[] = [
  'info',
  'version',
  'servers',
  'tags',
  'externalDocs',
  'securitySchemes',
  'security',
  'headers',
  'failures',
  'pages',
]

/**
 * Returns the OpenAPI document of these routes: each operation with all statuses, formats and header fields of its answers.
 *
 * @example
 * const document = openapi(routes, { info: { title: 'Shop', version: '1.0.0' } })
 * const newer = openapi(routes, { info: { title: 'Shop', version: '1.0.0' }, version: '3.2.0' })
 *
 * @throws TypeError for routes that `api.routes` did not make, for wrong options, for two operations with the same name or the same method
 * and path, for two different schemas with the same name, and for paths that OpenAPI cannot express
 * @example
 * routes.get('/health', () => ({ status: 'up' }))
 * const document = openapi(routes, { info: { title: 'Shop', version: '1.0.0' } })
 * document.openapi // => '3.1.1'
 */
export function openapi(mounts: Mounts, options: OpenApiOptions): OpenApiDocument {
  checkOptions('openapi()', options, optionNames)
  checkInfo(options.info)
  const { info, version = '3.1.1', servers, externalDocs, security = [], headers = {}, failures = [] } = options
  checkVersion(version)
  const schemas = new SchemaCollection()
  const components = new ComponentCollection(schemas, headers)
  const context = { schemas, components, headers, failures, security }
  const paths = new Map<string, { [Method in MethodName]?: OperationObject }>()
  const ids = new Set<string>()
  const all = mounted(mounts).map(({ path, operation }) => ({
    path,
    operation: options.pages === true ? operation : withoutPages(operation),
  }))
  const operations = all.map(({ operation }) => operation)
  const securitySchemes = securitySchemesOf(operations, options.securitySchemes)
  checkRequirements(operations, security, securitySchemes)
  const patched = templatesOf(all, ({ method, contract }) => method === 'PATCH' && !!contract.consumes?.length)
  const queried = templatesOf(all, ({ method }) => method === 'QUERY')
  for (const { path, operation } of all) {
    pathTemplates(path, operation.grammar).forEach((template, at) => {
      checkNames(template.path, paths)
      const item = paths.get(template.path) ?? {}
      const method = methodName(operation)
      if (item[method] !== undefined)
        throw new TypeError(`${operation.method} ${template.path} is routed twice; remove one of the routes`)
      const described = operationObject(
        operation,
        { ...template, patches: patched.has(template.path), queries: queried.has(template.path) },
        context,
      )
      const operationId = at === 0 ? described.operationId : `${described.operationId}${at + 1}`
      if (ids.has(operationId))
        throw new TypeError(`two operations have the operationId '${operationId}'; each needs one of its own`)
      ids.add(operationId)
      item[method] = { ...described, operationId }
      paths.set(template.path, item)
    })
  }
  const { schemas: named, settle } = schemas.finish()
  const document: OpenApiDocument = {
    openapi: '3.1.1',
    info,
    ...(servers === undefined ? {} : { servers: serverObjects(servers, version) as readonly Server[] }),
    security,
    tags: tagsOf(tagObjects(options.tags ?? [], version) as readonly Tag[], paths),
    ...(externalDocs === undefined ? {} : { externalDocs }),
    paths: settle(Object.fromEntries(paths)),
    components: {
      ...(Object.keys(named).length === 0 ? {} : { schemas: named }),
      ...settle(components.finish()),
      ...(Object.keys(securitySchemes).length === 0 ? {} : { securitySchemes }),
    },
  }
  return version === '3.2.0' ? inVersion32(document) : document
}

/** Returns the field of a method. OpenAPI 3.1 has none for QUERY. Extensions of the name `x-oai-…` are left to the OpenAPI Initiative (OpenAPI 3.1.1 §4.9). */
function methodName({ method }: Operation): MethodName {
  return method === 'QUERY' ? 'x-query' : (method.toLowerCase() as MethodName)
}

interface Mounted {
  readonly path: string
  readonly operation: Operation
}

/** Returns the paths of the operations that fit. */
function templatesOf(all: readonly Mounted[], fits: (operation: Operation) => boolean): ReadonlySet<string> {
  return new Set(
    all
      .filter(({ operation }) => fits(operation))
      .flatMap(({ path, operation }) => pathTemplates(path, operation.grammar).map((template) => template.path)),
  )
}

function checkVersion(version: unknown): void {
  if (version === '3.1.1' || version === '3.2.0') return
  throw new TypeError(`the version of openapi() is '3.1.1' or '3.2.0', not ${JSON.stringify(version)}`)
}

/** Checks the required title and version. @see OpenAPI 3.1.1 §4.8.2.1 */
function checkInfo(info: Info): void {
  if (typeof info?.title === 'string' && typeof info.version === 'string') return
  throw new TypeError(
    "openapi() needs the title and the version of the document: { info: { title: 'Shop', version: '1.0.0' } }",
  )
}

function mounted(mounts: Mounts): readonly Mounted[] {
  if (typeof mounts !== 'object' && !isDescribed(mounts)) {
    throw new TypeError(
      'openapi() takes the routes that api.routes() returned, a list of them, or an object of them by mount path',
    )
  }
  const byPath = isDescribed(mounts) || Array.isArray(mounts) ? { '': mounts } : mounts
  return Object.entries(byPath).flatMap(([mount, described]: [string, Described | readonly Described[]]) =>
    [described].flat().flatMap(({ operations }) => {
      if (!Array.isArray(operations)) throw new TypeError(`the routes at '${mount}' must be made by api.routes()`)
      return operations.map((operation: Operation) => {
        const { mounts: within, path } = operation
        return { path: [mount, ...within, path].reduceRight((inner, outer) => joinPaths(outer, inner)), operation }
      })
    }),
  )
}

function isDescribed(mounts: Mounts): mounts is Described {
  return Array.isArray((mounts as { readonly operations?: unknown } | undefined)?.operations)
}

/** Checks that no other path differs only in the names of parameters: a document has such a path once. @see OpenAPI 3.1.1 §4.8.8 */
function checkNames(path: string, paths: ReadonlyMap<string, object>): void {
  const unnamed = (template: string): string => template.replace(/\{[^}]*\}/g, '{}')
  const same = [...paths.keys()].find((known) => known !== path && unnamed(known) === unnamed(path))
  if (same !== undefined)
    throw new TypeError(
      `the paths ${same} and ${path} differ only in the names of their parameters; use the same names`,
    )
}

/** Returns the described tags, then those that only operations name. */
function tagsOf(tags: readonly Tag[], paths: ReadonlyMap<string, object>): readonly Tag[] {
  const used = [...paths.values()].flatMap((item) =>
    Object.values(item as Record<string, OperationObject>).flatMap((operation) => operation.tags ?? []),
  )
  const described = new Set(tags.map(({ name }) => name))
  return [...tags, ...[...new Set(used)].filter((name) => !described.has(name)).map((name) => ({ name }))]
}
