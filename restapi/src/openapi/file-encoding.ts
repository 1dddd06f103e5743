import type { JsonSchema } from '../schema/shape.js'
import { MEDIA_TYPES } from './converted-schema.js'
import type { MediaTypeObject } from './document-objects.js'
import type { Resolve } from './parameter-members.js'

/**
 * Returns the media types of the files of a form, by the names of their fields; `undefined` for a form without files. A client would else
 * send a file as `text/plain`.
 *
 * @see OpenAPI 3.1.1 §4.8.15.1
 */
export function fileEncoding(schema: JsonSchema, resolve: Resolve): MediaTypeObject['encoding'] {
  const { properties } = withoutReference(schema, resolve)
  const files = Object.entries((properties ?? {}) as Readonly<Record<string, JsonSchema>>).flatMap(([name, member]) => {
    const file = fileSchema(member, resolve)
    return file === undefined ? [] : [[name, { contentType: mediaTypesOf(file) }] as const]
  })
  return files.length === 0 ? undefined : Object.fromEntries(files)
}

/** Returns the schema of the file that a member holds, by itself or in a list; `undefined` for other members. */
export function fileSchema(member: JsonSchema, resolve: Resolve, seen = new Set<Schema>()): Schema | undefined {
  const schema = withoutReference(member, resolve)
  if (seen.has(schema)) return undefined // a list may hold itself
  seen.add(schema)
  if (schema.type === 'string' && schema.format === 'binary') return schema
  const { items, anyOf } = schema
  if (schema.type === 'array' && items !== undefined) return fileSchema(items as JsonSchema, resolve, seen)
  for (const each of Array.isArray(anyOf) ? (anyOf as JsonSchema[]) : []) {
    const file = fileSchema(each, resolve, seen)
    if (file !== undefined) return file
  }
  return undefined
}

type Schema = Exclude<JsonSchema, boolean>

function mediaTypesOf({ contentMediaType, [MEDIA_TYPES]: several }: Schema): string {
  if (Array.isArray(several)) return several.join(', ')
  return typeof contentMediaType === 'string' ? contentMediaType : 'application/octet-stream'
}

function withoutReference(schema: JsonSchema, resolve: Resolve): Schema {
  if (typeof schema === 'boolean') return {}
  const target = typeof schema.$ref === 'string' ? resolve(schema.$ref) : undefined
  return target === undefined ? schema : withoutReference(target, resolve)
}
