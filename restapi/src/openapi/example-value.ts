import type { JsonSchema } from '../schema/shape.js'

/** Finds what a reference leads to. */
export type Resolve = (reference: string) => JsonSchema | undefined

type Schema = Exclude<JsonSchema, boolean>

/**
 * An example of a schema: the one that it gives, else one put together from those of its parts, which what is told of types, bounds and
 * patterns allows; `undefined` where a part has none and none is evident.
 */
export function exampleValue(schema: JsonSchema | undefined, resolve: Resolve): unknown {
  return new Examples(resolve).of(schema)
}

class Examples {
  readonly #resolve: Resolve
  /** By reference: none while it is made, so that what holds itself comes to an end. */
  readonly #known = new Map<string, unknown>()

  constructor(resolve: Resolve) {
    this.#resolve = resolve
  }

  of(schema: unknown): unknown {
    if (typeof schema !== 'object' || schema === null) return undefined
    const { $ref, anyOf, oneOf, type, ...told } = schema as Schema
    const given = [...listOf(told.examples), told.example, told.const, told.default, ...listOf(told.enum)]
    const first = given.find((each) => each !== undefined)
    if (first !== undefined) return first
    if (typeof $ref === 'string') return this.#referred($ref)
    for (const alternative of [...listOf(anyOf), ...listOf(oneOf)]) {
      const value = this.of(alternative)
      if (value !== undefined) return value
    }
    switch (Array.isArray(type) ? type[0] : type) {
      case 'object':
        return this.#object(told)
      case 'array':
        return this.#array(told)
      case 'null':
        return null
      case 'boolean':
        return true
      case 'integer':
        return numberExample({ multipleOf: 1, ...told })
      case 'number':
        return numberExample(told)
      case 'string':
        return stringExample(told)
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

/** One that is easily read among those that the bounds allow. */
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
    return false // it is not known what it would match
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
