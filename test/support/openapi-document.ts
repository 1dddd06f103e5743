import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'

const text = await readFile(new URL('../../openapi.yaml', import.meta.url), 'utf8')

type Json = Readonly<Record<string, unknown>>

interface Content {
  readonly schema: Json
  readonly example?: unknown
}

interface Header {
  readonly required?: boolean
}

interface Response {
  readonly headers?: Readonly<Record<string, Header>>
  readonly content?: Readonly<Record<string, Content>>
}

export interface Operation {
  readonly operationId: string
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> }
  readonly responses: Readonly<Record<string, Response>>
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Json }
}

/** `openapi.yaml`, with the references to everything but schemas resolved. */
export const document: Document = resolved(parse(text), parse(text)) as Document

/** Every operation with its method and path template. */
export const operations: readonly (Operation & { readonly method: string; readonly path: string })[] = Object.entries(
  document.paths,
).flatMap(([path, item]) =>
  ['get', 'put', 'post', 'delete', 'patch'].flatMap((method) => {
    const operation = item[method]
    return operation ? [{ ...operation, method, path }] : []
  }),
)

/** Checks values against a schema of the document; members that it does not name are refused. */
export function checkerOf(schema: Json): z.ZodType {
  const $defs = closed(document.components.schemas)
  return z.fromJSONSchema(
    JSON.parse(JSON.stringify({ ...(closed(schema) as Json), $defs }).replaceAll('#/components/schemas/', '#/$defs/')),
  )
}

function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([name, member]) => [name, closed(member)]))
  return inner.type === 'object' ? { additionalProperties: false, ...inner } : inner
}

function resolved(node: unknown, root: Json): unknown {
  if (Array.isArray(node)) return node.map((member) => resolved(member, root))
  if (typeof node !== 'object' || node === null) return node
  const reference = (node as { $ref?: unknown }).$ref
  if (typeof reference === 'string' && !reference.startsWith('#/components/schemas/')) {
    return resolved(target(reference, root), root)
  }
  return Object.fromEntries(Object.entries(node).map(([name, member]) => [name, resolved(member, root)]))
}

function target(reference: string, root: Json): unknown {
  const names = reference.slice(2).split('/')
  return names.reduce<unknown>((node, name) => (node as Json)[name.replaceAll('~1', '/')], root)
}
