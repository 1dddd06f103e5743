import type { JsonSchemaOptions, StandardSchema } from './standard-schema.js'
import { bigintText } from './valibot-conversion.js'

type JsonObject = Record<string, unknown>

/** A part of a type that JSON Schema cannot describe. `base` is the JSON Schema of the rest. */
interface Unrepresentable {
  readonly base: JsonObject
  readonly domain?: unknown
}

type Fallback = (place: Unrepresentable) => JsonObject

/**
 * Returns the options for ArkType's conversion. They describe dates and big integers as the codecs write them. An output with a class such
 * as `Map` fails: nothing could tell which of its members may leave.
 */
export function arktypeConversion(direction: 'input' | 'output'): JsonSchemaOptions {
  const isInput = direction === 'input'
  const date: Fallback = ({ base }) => ({ ...base, type: 'string', format: 'date-time' })
  const domain: Fallback = (place) =>
    place.domain === 'bigint' ? { ...place.base, ...bigintText(isInput) } : place.base
  const fallback = isInput ? { date, domain } : { date, domain, proto: refuseClass }
  return { target: 'draft-2020-12', libraryOptions: { fallback } }
}

/**
 * Refuses a morph without a declared output. Its output would be `unknown`, and the projection of `unknown` lets every member out.
 *
 * @throws TypeError for such a morph
 */
export function checkMorphs(schema: StandardSchema): void {
  const { expression } = schema as { readonly expression?: unknown }
  if (typeof expression === 'string' && expression.includes('=> Out<unknown>'))
    throw new TypeError("it has a one-way transform; declare its output with '.to(…)'")
}

function refuseClass(): never {
  throw new TypeError('it has a class that JSON does not have')
}
