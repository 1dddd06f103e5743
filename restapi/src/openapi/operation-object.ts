import type { Operation } from '../contract/operation.js'
import type { HeaderFields } from '../contract/responses.js'
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

/**
 * Returns the Operation Object of a route.
 *
 * @param patches true when the path has a PATCH whose contract lists its media types
 * @see OpenAPI 3.1.1 §4.8.10
 */
export function operationObject(
  operation: Operation,
  { path, parameters: inPath }: PathTemplate,
  patches: boolean,
  { schemas, components, headers, failures, security }: DocumentContext,
): OperationObject {
  const { contract, method } = operation
  const { summary, description, tags } = contract
  const operationId = contract.operationId ?? defaultId(method, path)
  const owner = operationId.charAt(0).toUpperCase() + operationId.slice(1)
  const validators = readValidators(operation)
  const always: HeaderFields = { ...headers, ...noticesOf(contract.deprecated), Vary: true }
  const context = { schemas, components, always }
  const automatic = automaticFailures({
    operation,
    hasPathParameters: inPath.length > 0,
    isJudged: isJudged(operation),
    secured: securedBy(contract.security ?? security),
  })
  const sources = { automatic, middleware: failures, patches, inPath: inPath.length > 0 }
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
    ...(contract.security === undefined ? {} : { security: contract.security }),
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

function securedBy(security: readonly SecurityRequirementObject[]): 'no' | 'yes' | 'scopes' {
  // OpenAPI 3.1.1 §4.8.30: an empty requirement makes the others optional
  if (security.length === 0) return 'no'
  return security.some((requirement) => Object.values(requirement).some((scopes) => scopes.length > 0))
    ? 'scopes'
    : 'yes'
}

/** Returns the description of the first response, for an operation whose contract has no description. */
function textOfResponses(responses: OperationObject['responses']): string {
  const [first] = Object.values(responses)
  return first?.description ?? 'The responses describe the answers'
}
