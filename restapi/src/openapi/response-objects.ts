import type { Operation } from '../contract/operation.js'
import { describedResponse, type HeaderFields } from '../contract/responses.js'
import { supportedMediaTypes } from '../formats/supported-media-type.js'
import { isContentless, reasonPhrase } from '../http/status.js'
import { schemaShape } from '../schema/schema-shape.js'
import type { JsonSchema } from '../schema/shape.js'
import { ANY } from '../schema/shape-combination.js'
import type { ComponentCollection } from './component-collection.js'
import type { ResponseObject } from './document-objects.js'
import { exampleValue } from './example-value.js'
import { formatFields } from './header-objects.js'
import { type Described, mediaContents, readyContents } from './media-contents.js'
import type { SchemaCollection } from './schema-collection.js'
import { withStreams } from './with-streams.js'

/** What responses are made with. */
export interface ResponseMaking {
  readonly schemas: SchemaCollection
  readonly components: ComponentCollection
  /** Header fields of every answer of the operation. */
  readonly always: HeaderFields
}

/** The statuses that redirect, and so have a `Location` (RFC 9110 §15.4). */
const redirects: readonly number[] = [301, 302, 303, 307, 308]

/** The answers that an endpoint gives of itself: those that its contract has a schema for, or says have no content. */
export function declaredResponses(
  operation: Operation,
  operationId: string,
  { schemas, components, always }: ResponseMaking,
): Record<string, ResponseObject> {
  const { contract } = operation
  const entries = Object.entries(contract.responses ?? {}).flatMap(([key, declared]): [string, ResponseObject][] => {
    const status = Number(key)
    const { schema, description, headers = {}, example, mediaTypes } = describedResponse(declared)
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
      ...headers,
    }
    const response = {
      description: description ?? textOf(described?.schema, schemas) ?? reasonPhrase(status),
      headers: components.headers(fields, owner, redirects.includes(status) ? ['Location'] : []),
      ...(content === undefined ? {} : withStreams(content)),
    }
    return [[key, response]]
  })
  return Object.fromEntries(entries.length === 0 && contract.responses === undefined ? [unknown(operation)] : entries)
}

/** The answer of a contract that says nothing about answers. */
function unknown(operation: Operation): [string, ResponseObject] {
  const note = 'Whatever the endpoint answers: its contract declares no responses'
  const described: Described = { schema: {}, itemSchema: {}, shape: ANY, kind: 'value', example: undefined }
  return ['200', { description: note, ...withStreams(mediaContents(supportedMediaTypes(operation.codecs), described)) }]
}

function describe(
  schema: Parameters<SchemaCollection['add']>[0],
  given: unknown,
  owner: string,
  schemas: SchemaCollection,
): Described {
  const note = 'The validator of this value has no JSON Schema for it'
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

/** The schema of the items of a list; a value that is no list is its only item. */
function itemSchema(schema: JsonSchema, schemas: SchemaCollection): JsonSchema {
  if (typeof schema !== 'object') return schema
  const list = typeof schema.$ref === 'string' ? schemas.resolve(schema.$ref) : schema
  if (typeof list !== 'object' || list.type !== 'array') return schema
  const { prefixItems = [], items = {} } = list as { prefixItems?: readonly JsonSchema[]; items?: JsonSchema }
  if (prefixItems.length === 0) return items
  const each = items === false ? prefixItems : [...prefixItems, items]
  return each.length === 1 ? (each[0] ?? {}) : { anyOf: each }
}

function textOf(schema: JsonSchema | undefined, schemas: SchemaCollection): string | undefined {
  if (typeof schema !== 'object') return undefined
  const target = typeof schema.$ref === 'string' ? schemas.resolve(schema.$ref) : schema
  return typeof target === 'object' && typeof target.description === 'string' ? target.description : undefined
}
