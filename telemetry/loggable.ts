import { types } from 'node:util'
import { isSecretName, redacted, withoutSecrets } from './redaction.js'

/** Data that a log line can hold. */
export type Loggable = string | number | boolean | null | readonly Loggable[] | { readonly [field: string]: Loggable }

/** Longest string, in UTF-16 units; most members of an object or array; deepest nesting; most values in all. */
const limits = { length: 1024, members: 40, depth: 5, values: 300 }

/**
 * A bounded copy of `value` without secrets, control characters, cycles and surprises: getters that throw, revoked proxies and the like
 * become a note. Never throws.
 */
export function loggable(value: unknown): Loggable {
  return copied(value, 0, { left: limits.values })
}

/** The text on one line and at most `longest` units long, secrets replaced and control characters escaped. */
export function printable(text: string, longest = limits.length): string {
  // Cut generously first, so that a huge text is cheap; a secret that straddles the final cut is already replaced.
  const clean = withoutSecrets(text.slice(0, longest * 4)).replace(unprintable, escaped)
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean
}

/** Control characters, line and paragraph separators, and the characters that reverse the direction of text. */
const unprintable = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu

function escaped(character: string): string {
  if (character === '\n') return '\\n'
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

interface Budget {
  left: number
}

function copied(value: unknown, depth: number, budget: Budget): Loggable {
  budget.left -= 1
  if (budget.left < 0) return '…'
  try {
    return copiedUnchecked(value, depth, budget)
  } catch {
    return '[unreadable]'
  }
}

function copiedUnchecked(value: unknown, depth: number, budget: Budget): Loggable {
  switch (typeof value) {
    case 'string':
      return printable(value)
    case 'boolean':
      return value
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    case 'object':
      break
    default:
      return typeof value === 'function' ? '[function]' : printable(String(value))
  }
  if (value === null) return null
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[invalid date]' : value.toISOString()
  if (types.isNativeError(value)) return printable(`${value.name}: ${value.message}`)
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (depth >= limits.depth) return '[deep]'
  if (Array.isArray(value)) return value.slice(0, limits.members).map((item) => copied(item, depth + 1, budget))
  return copiedFields(value, depth, budget)
}

function copiedFields(value: object, depth: number, budget: Budget): Loggable {
  const fields: [string, Loggable][] = []
  for (const name of Object.keys(value).slice(0, limits.members)) {
    const copy = fieldOf(value, name, depth, budget)
    if (copy !== undefined) fields.push([printable(name, 64), isSecretName(name) ? redacted : copy])
  }
  return Object.fromEntries(fields)
}

/** The copy of one field; `undefined` for a field that holds nothing. */
function fieldOf(value: object, name: string, depth: number, budget: Budget): Loggable | undefined {
  try {
    const field: unknown = Reflect.get(value, name)
    return field === undefined ? undefined : copied(field, depth + 1, budget)
  } catch {
    return '[unreadable]'
  }
}
