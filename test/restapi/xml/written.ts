import { expect } from '@jest/globals'
import type { ContentKind } from '../../../restapi/src/formats/codec.js'
import type { JsonSchema } from '../../../restapi/src/schema/shape.js'
import { shapeOf } from '../../../restapi/src/schema/shape-compiler.js'
import { encodeXml } from '../../../restapi/src/xml/writing/encode-xml.js'

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'

/** Returns the document without its declaration. */
export function written(value: unknown, schema?: JsonSchema, kind: ContentKind = 'value'): string {
  const document = encodeXml(value, { kind, shape: schema === undefined ? undefined : shapeOf(schema) })
  expect(document.startsWith(DECLARATION)).toBe(true)
  return document.slice(DECLARATION.length)
}

/** Returns the document without its XML and namespace declarations. */
export function marked(value: unknown, schema?: JsonSchema): string {
  return written(value, schema).replace(/ xmlns:\w+="[^"]+"/g, '')
}

/** Returns the schema of an object. @param required Required properties. @default all */
export function objectOf(
  properties: Record<string, unknown>,
  required: readonly string[] = Object.keys(properties),
): { readonly [keyword: string]: unknown } {
  return { type: 'object', properties, required }
}
