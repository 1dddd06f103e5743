import { exampleValue } from '../openapi/example-value.js'
import { fileSchema } from '../openapi/file-encoding.js'
import { mapSchema } from '../schema/map-schema.js'
import type { JsonSchema } from '../schema/shape.js'
import { noExample } from './no-example.js'
import type { ReadyBody } from './request-case.js'

/**
 * Returns a value as a form: files as they are, lists as repeated fields, objects as JSON (OpenAPI 3.1.1 §4.8.15.1).
 *
 * @param value the members of the form; an example of the schema, with small files, when it is `undefined`
 * @throws TypeError if the schema has no example
 */
export async function formBody(value: unknown, schema: JsonSchema, document: object): Promise<ReadyBody> {
  const resolve = (reference: string): JsonSchema | undefined => targetIn(document, reference)
  const withFiles = (each: JsonSchema): JsonSchema => mapSchema(each, withFileText)
  const example = value ?? exampleValue(withFiles(schema), (reference) => withFiles(resolve(reference) ?? {}))
  if (typeof example !== 'object' || example === null) {
    throw noExample('the body')
  }
  const { properties = {} } = resolvedSchema(schema, resolve)
  const form = new FormData()
  for (const [name, member] of Object.entries(example)) {
    const file = fileSchema((properties as Readonly<Record<string, JsonSchema>>)[name] ?? {}, resolve)
    for (const each of [member].flat()) addPart(form, name, each, file)
  }
  const encoded = new Response(form)
  const mediaType = encoded.headers.get('content-type') ?? ''
  return { mediaType, data: new Uint8Array(await encoded.arrayBuffer()) }
}

type Schema = Exclude<JsonSchema, boolean>

function addPart(form: FormData, name: string, value: unknown, file: Schema | undefined): void {
  if (value instanceof Blob) form.append(name, value)
  else if (file !== undefined) form.append(name, new Blob([String(value)], { type: mediaTypeOf(file) }), 'example')
  else if (typeof value !== 'object' || value === null) form.append(name, String(value))
  else form.append(name, new Blob([JSON.stringify(value)], { type: 'application/json' }))
}

/** Gives the schema of a file an example: text of the shortest length that it may have. */
function withFileText(schema: Schema): Schema {
  if (schema.format !== 'binary') return schema
  return { ...schema, const: 'x'.repeat(Math.max(Number(schema.minLength ?? 0), 1)) }
}

function mediaTypeOf({ contentMediaType, 'x-contentMediaTypes': several }: Schema): string {
  const first: unknown = Array.isArray(several) ? several[0] : contentMediaType
  return typeof first === 'string' ? first : 'application/octet-stream'
}

function resolvedSchema(schema: JsonSchema, resolve: (reference: string) => JsonSchema | undefined): Schema {
  if (typeof schema === 'boolean') return {}
  return typeof schema.$ref === 'string' ? resolvedSchema(resolve(schema.$ref) ?? {}, resolve) : schema
}

function targetIn(document: object, reference: string): JsonSchema | undefined {
  const steps = reference.replace(/^#\//, '').split('/')
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document) as
    | JsonSchema
    | undefined
}
