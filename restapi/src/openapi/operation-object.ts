import type { Operation } from '../contract/operation.js'
import type { HeaderFields } from '../contract/responses.js'
import { alternativesOf } from '../contract/security-requirement.js'
import { automaticFailures } from './automatic-failures.js'
import type { ComponentCollection } from './component-collection.js'
import { isJudged, notModified, readValidators } from './conditional-read.js'
import type { OperationObject, SecurityRequirementObject } from './document-objects.js'
import { failureResponses } from './failure-responses.js'
import { failureStatuses } from './failure-statuses.js'
import { otherFailures } from './other-failures.js'
import { parameterObjects } from './parameter-objects.js'
import type { PathTemplate } from './path-template.js'
import { requestBody } from './request-body.js'
import { declaredResponses } from './response-objects.js'
import type { SchemaCollection } from './schema-collection.js'
import { operationSecurity } from './security-schemes.js'

/** The collections and options of the document that an operation is part of. */
export interface DocumentContext {
  readonly schemas: SchemaCollection
  readonly components: ComponentCollection
  /** Header fields that middleware adds to every answer. */
  readonly headers: HeaderFields
  /** Statuses of failures that middleware may answer to any request. */
  readonly failures: readonly number[]
  readonly security: readonly SecurityRequirementObject[]
}

/** The path of an operation, with what other operations of the same path add to its answers. */
export interface OperationPath extends PathTemplate {
  /** True when the path has a PATCH whose contract lists its media types. */
  readonly patches: boolean
  /** True when the path has a QUERY, so that its answers have `Accept-Query`. */
  readonly queries: boolean
}

/**
 * Returns the Operation Object of a route.
 *
 * @see OpenAPI 3.1.1 §4.8.10
 */
export function operationObject(
  operation: Operation,
  { path, parameters: inPath, patches, queries }: OperationPath,
  { schemas, components, headers, failures, security }: DocumentContext,
): OperationObject {
  const { contract, method } = operation
  const { summary, description, tags } = contract
  const operationId = contract.operationId ?? defaultId(method, path)
  const owner = operationId.charAt(0).toUpperCase() + operationId.slice(1)
  const validators = readValidators(operation)
  const always: HeaderFields = {
    ...headers,
    ...noticesOf(contract.deprecated),
    ...(queries ? { 'Accept-Query': true as const } : {}),
    Vary: true,
  }
  const context = { schemas, components, always }
  const own = securityOf(operation, security)
  const secured = operationSecurity(operation, own ?? security)
  const automatic = automaticFailures({
    operation,
    hasPathParameters: inPath.length > 0,
    isJudged: isJudged(operation),
    secured: secured.secured,
  })
  const sources = { automatic, security: secured, middleware: failures, patches, inPath: inPath.length > 0 }
  const statuses = failureStatuses(operation, sources)
  const parameters = parameterObjects(operation, inPath, validators, { schemas, components, owner })
  const body = requestBody(operation, owner, schemas)
  const responses = {
    ...declaredResponses(operation, operationId, context),
    ...(isJudged(operation) ? { 304: notModified(operation, context) } : {}),
    ...failureResponses(operation, statuses, sources, context),
    ...(statuses.shared.length === 0 ? {} : { default: otherFailures(operation, statuses.shared, sources, context) }),
  }
  return {
    operationId,
    ...(summary === undefined ? {} : { summary }),
    description: description ?? summary ?? textOfResponses(responses),
    ...(tags === undefined ? {} : { tags }),
    ...(contract.deprecated ? { deprecated: true } : {}),
    ...(own === undefined ? {} : { security: own }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: body }),
    responses,
    ...(statuses.shared.length === 0 ? {} : { 'x-failures': statuses.shared }),
  }
}

/** Returns the operationId of an operation that has none: `getV1ProductsId` for `get` and `/v1/products/{id}`. */
function defaultId(method: string, path: string): string {
  const words = (path.match(/[A-Za-z0-9]+/g) ?? ['root']).map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return method.toLowerCase() + words.join('')
}

function noticesOf(deprecated: Operation['contract']['deprecated']): HeaderFields {
  if (deprecated === undefined || typeof deprecated === 'boolean') return {}
  const { sunset, link } = deprecated
  return {
    Deprecation: true,
    ...(sunset === undefined ? {} : { Sunset: true as const }),
    ...(link === undefined ? {} : { Link: true as const }),
  }
}

/**
 * Returns the security of an operation; `undefined` for that of the document. An end-ware that enforces security lets everybody in where a
 * contract has none.
 */
function securityOf(
  { contract, securitySchemes }: Operation,
  general: readonly SecurityRequirementObject[],
): readonly SecurityRequirementObject[] | undefined {
  if (contract.security !== undefined) return alternativesOf(contract.security)
  return securitySchemes !== undefined && general.length > 0 ? [] : undefined
}

/** Returns the description of the first response, for an operation whose contract has no description. */
function textOfResponses(responses: OperationObject['responses']): string {
  const [first] = Object.values(responses)
  return first?.description ?? 'The responses describe the answers'
}
