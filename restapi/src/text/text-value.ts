import type { Scalar, Shape } from '../schema/shape.js'
import { trimWhiteSpace } from '../values/trim-white-space.js'
import { isRoundedInteger, RoundedIntegerError } from './exact-integer.js'

/**
 * Reads `text` as a value of `shape`. Text that fits no such value is returned as it is, so that validation reports it.
 *
 * @throws RoundedIntegerError for an integer where a number is expected that the number would not hold exactly
 * @throws SyntaxError for a big integer of more than 4,096 digits: the time to read one grows faster than its length
 */
export function readText(text: string, shape: Shape): unknown {
  const value = fittingText(text, shape)
  if (value !== undefined) return value
  const digits = trimWhiteSpace(text)
  if (takesNumber(shape) && isRoundedInteger(digits)) throw new RoundedIntegerError(digits)
  if (takesBigint(shape) && digits.length > longestInteger && INTEGER.test(digits)) {
    throw new SyntaxError(`expected an integer of at most ${longestInteger} digits, got ${digits.length}`)
  }
  return text
}

/**
 * The scalar that `text` stands for where a value of `shape` is due; text that fits no such value is returned as it is. One rule for
 * XML, query strings, path parameters, header fields, cookies and forms.
 *
 * Numbers follow JSON's grammar, booleans are `true` and `false`, big integers are digits with an optional sign, null is `null`, each
 * between optional white space; strings keep every character. Of a union, an `enum` or `const` with this very text comes first, then
 * the first alternative whose constraints the text meets, then the first of its type.
 */
export function textValue(text: string, shape: Shape): unknown {
  const value = fittingText(text, shape)
  return value === undefined ? text : value
}

/** The scalar that `text` stands for under `shape`, as {@link textValue} has it; undefined when the text fits no value of it. */
export function fittingText(text: string, shape: Shape): Scalar | bigint | null | undefined {
  const value = fittingScalar(text, shape)
  return value === undefined && shape.nullable && trimWhiteSpace(text) === 'null' ? null : value
}

/** Reports whether `text` fits `shape`, its pattern, length and range included. */
export function meetsConstraints(text: string, shape: Shape): boolean {
  if (shape.kind === 'union') return shape.alternatives.some((alternative) => meetsConstraints(text, alternative))
  const value = fittingText(text, shape)
  if (value === undefined) return false
  return !('accepts' in shape) || shape.accepts === undefined || value === null || shape.accepts(value)
}

/**
 * A number in JSON's grammar (RFC 8259 §6); undefined for any other text, for one out of range, and for an integer that the number
 * would not hold exactly.
 */
export function numberOf(text: string): number | undefined {
  const digits = trimWhiteSpace(text)
  if (!NUMBER.test(digits)) return undefined
  const number = Number(digits)
  return Number.isFinite(number) && !isRoundedInteger(digits) ? number : undefined
}

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/

/** The integer that decimal text of at most 4,096 digits stands for; undefined for any other text. */
export function bigintOf(text: string): bigint | undefined {
  const digits = trimWhiteSpace(text)
  return digits.length <= longestInteger && INTEGER.test(digits) ? BigInt(digits) : undefined
}

const INTEGER = /^-?[0-9]+$/
const longestInteger = 4096

function fittingScalar(text: string, shape: Shape): Scalar | bigint | null | undefined {
  switch (shape.kind) {
    case 'any':
      return text
    case 'string':
      return isBigint(shape) ? bigintOf(text) : text
    case 'number':
      return numberOf(text)
    case 'boolean':
      return booleanOf(text)
    case 'enum':
      return shape.values.includes(text)
        ? text
        : shape.values.find((value) => value === numberOf(text) || value === booleanOf(text))
    case 'union':
      return fittingAlternative(text, shape.alternatives)
    default:
      return undefined
  }
}

function fittingAlternative(text: string, alternatives: readonly Shape[]): Scalar | bigint | null | undefined {
  if (alternatives.some((shape) => shape.kind === 'enum' && shape.values.includes(text))) return text
  const best = alternatives.find((shape) => meetsConstraints(text, shape))
  if (best !== undefined) return fittingScalar(text, best)
  for (const shape of alternatives) {
    const value = fittingScalar(text, shape)
    if (value !== undefined) return value
  }
  return undefined
}

function takesNumber(shape: Shape): boolean {
  return shape.kind === 'number' || (shape.kind === 'union' && shape.alternatives.some(takesNumber))
}

function takesBigint(shape: Shape): boolean {
  return isBigint(shape) || (shape.kind === 'union' && shape.alternatives.some(isBigint))
}

/** Reports whether values of `shape` are big integers, which are decimal text on the wire. */
export function isBigint(shape: Shape): boolean {
  return shape.kind === 'string' && shape.format === 'bigint'
}

function booleanOf(text: string): boolean | undefined {
  const word = trimWhiteSpace(text)
  return word === 'true' ? true : word === 'false' ? false : undefined
}
