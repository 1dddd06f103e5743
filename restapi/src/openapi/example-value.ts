import type { JsonSchema } from '../shape.js'

/** Finds what a reference leads to. */
export type Resolve = (reference: string) => JsonSchema | undefined

/** Deeper than this, schemas that hold themselves would go on for ever. */
const deepest = 12

/**
 * An example of a schema: the one that it gives, else one put together from those of its parts; `undefined` where a part has
 * none and none is evident.
 */
export function exampleValue(schema: JsonSchema | undefined, resolve: Resolve, depth = 0): unknown {
  if (typeof schema !== 'object' || depth > deepest) return undefined
  const { $ref, anyOf, oneOf, type } = schema
  for (const given of [
    ...listOf(schema.examples),
    schema.example,
    schema.const,
    schema.default,
    ...listOf(schema.enum),
  ]) {
    if (given !== undefined) return given
  }
  if (typeof $ref === 'string') return exampleValue(resolve($ref), resolve, depth + 1)
  for (const alternative of [...listOf(anyOf), ...listOf(oneOf)]) {
    const value = exampleValue(alternative as JsonSchema, resolve, depth + 1)
    if (value !== undefined) return value
  }
  switch (Array.isArray(type) ? type[0] : type) {
    case 'object':
      return objectExample(schema, resolve, depth)
    case 'array': {
      const item = exampleValue(schema.items as JsonSchema | undefined, resolve, depth + 1)
      return item === undefined ? undefined : [item]
    }
    case 'boolean':
      return true
    case 'integer':
    case 'number':
      return numberExample(schema)
    case 'string':
      return typeof schema.format === 'string' ? formats[schema.format] : undefined
    default:
      return undefined
  }
}

function objectExample(schema: Exclude<JsonSchema, boolean>, resolve: Resolve, depth: number): unknown {
  const required = listOf(schema.required)
  const example: Record<string, unknown> = {}
  for (const [name, property] of Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)) {
    const value = exampleValue(property, resolve, depth + 1)
    if (value !== undefined) example[name] = value
    else if (required.includes(name)) return undefined
  }
  return example
}

function numberExample({ minimum, maximum, exclusiveMinimum, multipleOf = 1 }: Exclude<JsonSchema, boolean>): unknown {
  const least = typeof minimum === 'number' ? minimum : typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : 1
  const most = typeof maximum === 'number' ? maximum : Number.POSITIVE_INFINITY
  return [1, least, most].find((value) => value >= least && value <= most && value % Number(multipleOf) === 0)
}

/** What stands for the formats of JSON Schema (validation §7.3). */
const formats: Readonly<Record<string, string>> = {
  'date-time': '2026-01-31T12:00:00.000Z',
  date: '2026-01-31',
  duration: 'P1D',
  email: 'somebody@example.com',
  uri: 'https://example.com/',
  'uri-reference': '/example',
  uuid: '0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a',
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
