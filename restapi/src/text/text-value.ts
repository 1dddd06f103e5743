import type { Scalar, Shape } from '../schema/shape.js'
import { trimWhiteSpace } from '../values/trim-white-space.js'
import { isRoundedInteger, RoundedIntegerError } from './exact-integer.js'

/**
 * Reads `text` as a value of `shape`. Returns text that does not fit unchanged, so that validation reports it.
 *
 * @throws RoundedIntegerError for an integer that a number would change, where a number is expected
 * @throws SyntaxError for a big integer of more than 4,096 digits, since the time to read one grows faster than its length
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
 * Reads `text` as a scalar of `shape`. Returns text that does not fit unchanged. XML, query strings, path parameters, header fields, cookies
 * and forms follow this one rule.
 *
 * Numbers follow JSON's grammar, booleans are `true` and `false`, big integers are digits with an optional minus sign, null is `null`. White
 * space around these is ignored; strings keep every character. In a union, an `enum` or `const` with exactly this text wins, then the first
 * alternative whose constraints the text meets, then the first alternative of its type.
 */
export function textValue(text: string, shape: Shape): unknown {
  const value = fittingText(text, shape)
  return value === undefined ? text : value
}

/** Reads `text` like {@link textValue}. Returns `undefined` for text that does not fit. */
export function fittingText(text: string, shape: Shape): Scalar | bigint | null | undefined {
  const value = fittingScalar(text, shape)
  return value === undefined && shape.nullable && trimWhiteSpace(text) === 'null' ? null : value
}

/** Reports whether `text` fits `shape` and meets its pattern, length and range. */
export function meetsConstraints(text: string, shape: Shape): boolean {
  if (shape.kind === 'union') return shape.alternatives.some((alternative) => meetsConstraints(text, alternative))
  const value = fittingText(text, shape)
  if (value === undefined) return false
  return !('accepts' in shape) || shape.accepts === undefined || value === null || shape.accepts(value)
}

/**
 * Reads a number in JSON's grammar (RFC 8259 §6). Returns `undefined` for any other text, for a number out of range, and for an integer that a
 * number would change.
 */
export function numberOf(text: string): number | undefined {
  const digits = trimWhiteSpace(text)
  if (!NUMBER.test(digits)) return undefined
  const number = Number(digits)
  return Number.isFinite(number) && !isRoundedInteger(digits) ? number : undefined
}

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/

/** Reads an integer of at most 4,096 digits. Returns `undefined` for any other text. */
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

/** Reports whether the values of `shape` are big integers. Formats write them as decimal text. */
export function isBigint(shape: Shape): boolean {
  return shape.kind === 'string' && shape.format === 'bigint'
}

function booleanOf(text: string): boolean | undefined {
  const word = trimWhiteSpace(text)
  return word === 'true' ? true : word === 'false' ? false : undefined
}
