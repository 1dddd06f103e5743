import type { Operation } from '../contract/operation.js'
import { declaredHeaders, describedResponse, type HeaderFields } from '../contract/responses.js'
import { supportedMediaTypes } from '../formats/supported-media-type.js'
import { isContentless, reasonPhrase } from '../http/status.js'
import { schemaShape } from '../schema/schema-shape.js'
import type { JsonSchema } from '../schema/shape.js'
import { ANY } from '../schema/shape-combination.js'
import type { ComponentCollection } from './component-collection.js'
import type { ResponseObject } from './document-objects.js'
import { exampleValue } from './example-value.js'
import { formatFields } from './header-objects.js'
import { itemSchema } from './item-schema.js'
import { type Described, mediaContents, readyContents } from './media-contents.js'
import { hasRanges, partResponse } from './part-response.js'
import type { SchemaCollection } from './schema-collection.js'
import { withStreams } from './with-streams.js'

/** The collections of the document that the responses are part of. */
export interface ResponseContext {
  readonly schemas: SchemaCollection
  readonly components: ComponentCollection
  /** Header fields that each answer of the operation has. */
  readonly always: HeaderFields
}

/** Redirects, whose answers have a `Location` (RFC 9110 §15.4). */
const redirects: readonly number[] = [301, 302, 303, 307, 308]

/** Returns the responses that an endpoint makes itself: those whose contract declares a schema, media types or no content. */
export function declaredResponses(
  operation: Operation,
  operationId: string,
  { schemas, components, always }: ResponseContext,
): Record<string, ResponseObject> {
  const { contract } = operation
  const entries = Object.entries(contract.responses ?? {}).flatMap(([key, declared]): [string, ResponseObject][] => {
    const status = Number(key)
    const response = describedResponse(declared)
    const { schema, description, example, mediaTypes, ranges } = response
    if (declared === false || (schema === undefined && mediaTypes === undefined && status >= 400)) return []
    const owner = `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}${status}`
    const described = schema === null || schema === undefined ? undefined : describe(schema, example, owner, schemas)
    const content = mediaTypes
      ? readyContents(mediaTypes)
      : described && !isContentless(status)
        ? mediaContents(supportedMediaTypes(operation.codecs), described)
        : undefined
    const tagged = contract.etag === 'content' && content !== undefined
    const fields = {
      ...always,
      ...(content === undefined || mediaTypes ? {} : formatFields(operation.codecs)),
      ...(status === 201 || redirects.includes(status) ? { Location: true as const } : {}),
      ...(tagged ? { ETag: true as const } : {}),
      ...declaredHeaders(response),
    }
    const object = {
      description: description ?? textOf(described?.schema, schemas) ?? reasonPhrase(status),
      headers: components.headers(fields, owner, redirects.includes(status) ? ['Location'] : []),
      ...(content === undefined ? {} : withStreams(content)),
    }
    if (ranges !== true || !hasRanges(operation) || contract.responses?.[206] !== undefined) return [[key, object]]
    return [
      [key, object],
      ['206', partResponse(object, fields, owner, components)],
    ]
  })
  return Object.fromEntries(
    operation.declaresResponses ? entries : [unknown(operation, operationId, components, always), ...entries],
  )
}

/** Returns the response of an operation whose contract has no `responses`. */
function unknown(
  { codecs }: Operation,
  operationId: string,
  components: ComponentCollection,
  always: HeaderFields,
): [string, ResponseObject] {
  const description = 'Any answer of the endpoint: its contract declares no responses'
  const described: Described = { schema: {}, itemSchema: {}, shape: ANY, kind: 'value', example: undefined }
  const headers = components.headers({ ...always, ...formatFields(codecs) }, operationId)
  return ['200', { description, headers, ...withStreams(mediaContents(supportedMediaTypes(codecs), described)) }]
}

function describe(
  schema: Parameters<SchemaCollection['add']>[0],
  given: unknown,
  owner: string,
  schemas: SchemaCollection,
): Described {
  const note = 'The validator of this value has no JSON Schema'
  const converted = schemas.add(schema, 'output', owner) ?? { description: note }
  const resolve = (reference: string): JsonSchema | undefined => schemas.resolve(reference)
  return {
    schema: converted,
    itemSchema: itemSchema(converted, schemas),
    shape: schemaShape(schema, 'output'),
    kind: 'value',
    example: given ?? exampleValue(converted, resolve),
  }
}

function textOf(schema: JsonSchema | undefined, schemas: SchemaCollection): string | undefined {
  if (typeof schema !== 'object') return undefined
  const target = typeof schema.$ref === 'string' ? schemas.resolve(schema.$ref) : schema
  return typeof target === 'object' && typeof target.description === 'string' ? target.description : undefined
}
