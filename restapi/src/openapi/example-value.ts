import type { JsonSchema } from '../schema/shape.js'
import type { Resolve } from './parameter-members.js'

type Schema = Exclude<JsonSchema, boolean>

/**
 * Returns an example of a schema: its own, else one built from its members, items, bounds and format; `undefined` when a required part
 * has no example.
 */
export function exampleValue(schema: JsonSchema | undefined, resolve: Resolve): unknown {
  return new Examples(resolve).of(schema)
}

class Examples {
  readonly #resolve: Resolve
  /** Examples by reference; `undefined` while one is built, which ends the recursion of a recursive schema. */
  readonly #known = new Map<string, unknown>()

  constructor(resolve: Resolve) {
    this.#resolve = resolve
  }

  of(schema: unknown): unknown {
    if (typeof schema !== 'object' || schema === null) return undefined
    const { $ref, anyOf, oneOf, type, ...constraints } = schema as Schema
    const given = [
      ...listOf(constraints.examples),
      constraints.example,
      constraints.const,
      constraints.default,
      ...listOf(constraints.enum),
    ]
    const first = given.find((each) => each !== undefined)
    if (first !== undefined) return first
    if (typeof $ref === 'string') return this.#referred($ref)
    for (const alternative of [...listOf(anyOf), ...listOf(oneOf)]) {
      const value = this.of(alternative)
      if (value !== undefined) return value
    }
    switch (Array.isArray(type) ? type[0] : type) {
      case 'object':
        return this.#object(constraints)
      case 'array':
        return this.#array(constraints)
      case 'null':
        return null
      case 'boolean':
        return true
      case 'integer':
        return numberExample({ multipleOf: 1, ...constraints })
      case 'number':
        return numberExample(constraints)
      case 'string':
        return stringExample(constraints)
      default:
        return undefined
    }
  }

  #referred(reference: string): unknown {
    if (!this.#known.has(reference)) {
      this.#known.set(reference, undefined)
      this.#known.set(reference, this.of(this.#resolve(reference)))
    }
    return this.#known.get(reference)
  }

  #object({ properties = {}, required, additionalProperties }: Schema): unknown {
    const due = listOf(required).map(String)
    const unnamed = due.filter((name) => !Object.hasOwn(properties as object, name))
    const members = [...Object.entries(properties as object), ...unnamed.map((name) => [name, additionalProperties])]
      .map(([name, schema]: unknown[]): [string, unknown] => [String(name), this.of(schema)])
      .filter(([, value]) => value !== undefined)
    const example = Object.fromEntries(members)
    return due.every((name) => Object.hasOwn(example, name)) ? example : undefined
  }

  #array({ prefixItems, items, minItems, maxItems }: Schema): unknown {
    const prefix = listOf(prefixItems)
    const least = Math.max(prefix.length, 1, Number(minItems ?? 0))
    const length = Math.min(least, Number(maxItems ?? least))
    const example = Array.from({ length }, (_, at) => this.of(at < prefix.length ? prefix[at] : items))
    return example.includes(undefined) ? undefined : example
  }
}

/** Returns a short number within the bounds. */
function numberExample({ minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }: Schema): unknown {
  const bound = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise)
  const [least, most] = [bound(minimum, -Infinity), bound(maximum, Infinity)]
  const [above, below] = [bound(exclusiveMinimum, -Infinity), bound(exclusiveMaximum, Infinity)]
  const step = bound(multipleOf, 0)
  const low = Math.max(least, above)
  return [1, above + 1, below - 1, least, most, (low + Math.min(most, below)) / 2, step].find(
    (value) =>
      Number.isFinite(value) &&
      value >= least &&
      value <= most &&
      value > above &&
      value < below &&
      (step === 0 || value % step === 0),
  )
}

/** Examples of the formats of JSON Schema (validation §7.3). */
const formats: Readonly<Record<string, string>> = {
  'date-time': '2026-01-31T12:00:00.000Z',
  date: '2026-01-31',
  duration: 'P1D',
  email: 'somebody@example.com',
  uri: 'https://example.com/',
  'uri-reference': '/example',
  uuid: '0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a',
}

function stringExample({ format, pattern, minLength = 0, maxLength }: Schema): unknown {
  const text = typeof format === 'string' ? formats[format] : undefined
  if (text === undefined || text.length < Number(minLength)) return undefined
  if (text.length > Number(maxLength ?? text.length)) return undefined
  return pattern === undefined || isMatching(text, String(pattern)) ? text : undefined
}

function isMatching(text: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text)
  } catch {
    return false // an expression that this engine cannot compile
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
