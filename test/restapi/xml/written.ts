import { expect } from '@jest/globals'
import type { ContentKind } from '../../../restapi/src/formats/codec.js'
import type { JsonSchema } from '../../../restapi/src/schema/shape.js'
import { shapeOf } from '../../../restapi/src/schema/shape-compiler.js'
import { encodeXml } from '../../../restapi/src/xml/writing/encode-xml.js'

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'

/** The document without its declaration. */
export function written(value: unknown, schema?: JsonSchema, kind: ContentKind = 'value'): string {
  const document = encodeXml(value, { kind, shape: schema === undefined ? undefined : shapeOf(schema) })
  expect(document.startsWith(DECLARATION)).toBe(true)
  return document.slice(DECLARATION.length)
}

/** The document without its declaration and without declarations of namespaces. */
export function marked(value: unknown, schema?: JsonSchema): string {
  return written(value, schema).replace(/ xmlns:\w+="[^"]+"/g, '')
}

/** The schema of an object, all of whose properties are required unless it is said which. */
export function objectOf(
  properties: Record<string, unknown>,
  required: readonly string[] = Object.keys(properties),
): { readonly [keyword: string]: unknown } {
  return { type: 'object', properties, required }
}
