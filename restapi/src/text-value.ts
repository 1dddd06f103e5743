import type { Scalar, Shape } from './shape.js'

/**
 * The scalar that `text` stands for where a value of `shape` is due; text that fits no such value is returned as it is,
 * so that validation reports it. One rule for XML, query strings, path parameters and fields.
 *
 * Numbers follow JSON's grammar, booleans are `true` and `false`, null is `null`, each between optional white space; strings keep
 * every character. Of a union the first alternative that fits decides, members of an `enum` or a `const` text going first.
 */
export function textValue(text: string, shape: Shape): unknown {
  const value = fittingText(text, shape)
  return value === undefined ? text : value
}

/** The scalar that `text` stands for under `shape`, as {@link textValue} has it; undefined when the text fits no value of it. */
export function fittingText(text: string, shape: Shape): Scalar | null | undefined {
  const value = fittingScalar(text, shape)
  return value === undefined && shape.nullable && trimmed(text) === 'null' ? null : value
}

/** A number in JSON's grammar (RFC 8259 §6) that a JavaScript number can hold; undefined for any other text. */
export function numberOf(text: string): number | undefined {
  const digits = trimmed(text)
  if (!NUMBER.test(digits)) return undefined
  const number = Number(digits)
  return Number.isFinite(number) ? number : undefined
}

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/

function fittingScalar(text: string, shape: Shape): Scalar | null | undefined {
  switch (shape.kind) {
    case 'any':
    case 'string':
      return text
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

function fittingAlternative(text: string, alternatives: readonly Shape[]): Scalar | null | undefined {
  if (alternatives.some((shape) => shape.kind === 'enum' && shape.values.includes(text))) return text
  for (const shape of alternatives) {
    const value = fittingScalar(text, shape)
    if (value !== undefined) return value
  }
  return undefined
}

function booleanOf(text: string): boolean | undefined {
  const word = trimmed(text)
  return word === 'true' ? true : word === 'false' ? false : undefined
}

/** Without the white space of XML 1.0 §2.3, which is that of JSON; `trim` would take more. Linear, unlike a pattern. */
function trimmed(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isSpace(text.charCodeAt(start))) start++
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d
}
