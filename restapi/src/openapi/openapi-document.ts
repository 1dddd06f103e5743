import type { Operation } from '../contract/operation.js'
import type { HeaderFields } from '../contract/responses.js'
import type { Described } from '../routing/routes.js'
import { checkOptions } from '../values/check-options.js'
import { ComponentCollection } from './component-collection.js'
import type {
  ExternalDocumentation,
  Info,
  MethodName,
  OpenApiDocument,
  OperationObject,
  SecurityRequirementObject,
  Server,
  Tag,
} from './document-objects.js'
import { operationObject } from './operation-object.js'
import { joinPaths, pathTemplates } from './path-template.js'
import { SchemaCollection } from './schema-collection.js'
import { withoutPages } from './without-pages.js'

/** Routes made by `api.routes`: one, a list, or an object of them by the path at which they are mounted. */
export type Mounts = Described | readonly Described[] | { readonly [path: string]: Described | readonly Described[] }

/** The parts of the document that routes do not have. */
export interface OpenApiOptions {
  readonly info: Info
  readonly servers?: readonly Server[]
  readonly tags?: readonly Tag[]
  readonly externalDocs?: ExternalDocumentation
  /** Security Scheme Objects, by the names that contracts use in `security` (OpenAPI 3.1.1 §4.8.27). */
  readonly securitySchemes?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Security requirements of operations whose contract has no `security`. @default [] no authentication */
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
 * Returns the OpenAPI 3.1.1 document of these routes: each operation with all statuses, formats and header fields of its answers.
 *
 * @throws TypeError for routes that `api.routes` did not make, for wrong options, for two operations with the same name or the same method
 * and path, for two different schemas with the same name, and for paths that OpenAPI cannot express
 */
export function openapi(mounts: Mounts, options: OpenApiOptions): OpenApiDocument {
  checkOptions('openapi()', options, optionNames)
  checkInfo(options.info)
  const { info, servers, externalDocs, securitySchemes, security = [], headers = {}, failures = [] } = options
  const schemas = new SchemaCollection()
  const components = new ComponentCollection(schemas, headers)
  const context = { schemas, components, headers, failures, security }
  const paths = new Map<string, { [Method in MethodName]?: OperationObject }>()
  const ids = new Set<string>()
  const all = mounted(mounts).map(({ path, operation }) => ({
    path,
    operation: options.pages === true ? operation : withoutPages(operation),
  }))
  checkSecurity(
    all.map(({ operation }) => operation),
    options,
  )
  const patched = new Set(
    all.flatMap(({ path, operation: { method, contract, grammar } }) =>
      method === 'PATCH' && contract.consumes?.length
        ? pathTemplates(path, grammar).map((template) => template.path)
        : [],
    ),
  )
  for (const { path, operation } of all) {
    pathTemplates(path, operation.grammar).forEach((template, at) => {
      checkNames(template.path, paths)
      const item = paths.get(template.path) ?? {}
      const method = operation.method.toLowerCase() as MethodName
      if (item[method] !== undefined)
        throw new TypeError(`${operation.method} ${template.path} is routed twice; remove one of the routes`)
      const described = operationObject(operation, template, patched.has(template.path), context)
      const operationId = at === 0 ? described.operationId : `${described.operationId}${at + 1}`
      if (ids.has(operationId))
        throw new TypeError(`two operations have the operationId '${operationId}'; each needs one of its own`)
      ids.add(operationId)
      item[method] = { ...described, operationId }
      paths.set(template.path, item)
    })
  }
  const { schemas: named, settle } = schemas.finish()
  return {
    openapi: '3.1.1',
    info,
    ...(servers === undefined ? {} : { servers }),
    security,
    tags: tagsOf(options.tags ?? [], paths),
    ...(externalDocs === undefined ? {} : { externalDocs }),
    paths: settle(Object.fromEntries(paths)),
    components: {
      ...(Object.keys(named).length === 0 ? {} : { schemas: named }),
      ...settle(components.finish()),
      ...(securitySchemes === undefined ? {} : { securitySchemes }),
    },
  }
}

/** OpenAPI 3.1.1 §4.8.2.1: title and version are required. */
function checkInfo(info: Info): void {
  if (typeof info?.title === 'string' && typeof info.version === 'string') return
  throw new TypeError(
    "openapi() needs the title and the version of the document: { info: { title: 'Shop', version: '1.0.0' } }",
  )
}

/** OpenAPI 3.1.1 §4.8.30: a security requirement names a scheme of the document. */
function checkSecurity(
  operations: readonly Operation[],
  { securitySchemes = {}, security = [] }: OpenApiOptions,
): void {
  const check = (requirements: readonly SecurityRequirementObject[], where: string): void => {
    for (const name of requirements.flatMap((requirement) => Object.keys(requirement))) {
      if (Object.hasOwn(securitySchemes, name)) continue
      const known = Object.keys(securitySchemes).join(', ') || 'none'
      throw new TypeError(
        `${where} names the security scheme '${name}'; openapi() has ${known}; add it: { securitySchemes: { ${name}: … } }`,
      )
    }
  }
  check(security, "openapi()'s security")
  for (const { method, path, contract } of operations)
    check(contract.security ?? [], `the contract of ${method} ${path}`)
}

function mounted(mounts: Mounts): readonly { readonly path: string; readonly operation: Operation }[] {
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

/** OpenAPI 3.1.1 §4.8.8: templates that differ only in the names of their parameters are the same path, which a document has once. */
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
