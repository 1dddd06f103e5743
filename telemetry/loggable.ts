import { types } from 'node:util'
import { isSecretName, redacted, withoutSecrets } from './redaction.js'

/** Data that a log line can hold. */
export type Loggable = string | number | boolean | null | readonly Loggable[] | { readonly [field: string]: Loggable }

/** The note in the place of a value that cannot be read. */
export const unreadable = '[unreadable]'

/** The limits of a value: units of a string (UTF-16), members of an object or array, levels of nesting, values in total. */
const limits = { length: 1024, members: 40, depth: 5, values: 300 }

/**
 * Returns a bounded copy of `value` without secrets, control characters and cycles. A value that cannot be read, such as a getter that
 * throws or a revoked proxy, becomes a note. Never throws.
 *
 * @param budget what the record has room for. @default the room of a whole record
 */
export function loggable(value: unknown, budget: Budget = newBudget()): Loggable {
  return copied(value, 0, budget)
}

/** The number of values that may still be copied into a record. */
export interface Budget {
  left: number
}

export function newBudget(): Budget {
  return { left: limits.values }
}

/**
 * Text of these characters has no control characters, no quotes and no encoded characters. It has a secret at most if it has the beginning
 * of a token. A colon begins a parameter of a route: it cannot follow the name of a secret or of a user. A plus sign may be a space, as in
 * `Bearer+…`.
 */
const plain = /^[\w./~-]*(?:\/:[\w./~-]*)*$/
const tokenBegin = /eyj|hv[bsr]\./i

/** Reports whether a text can be written as it is, even between quotes: it is short and has neither secrets nor special characters. */
export function isPlain(text: string, longest = limits.length): boolean {
  return text.length <= longest && plain.test(text) && !tokenBegin.test(text)
}

/** Returns the text as one line of at most `longest` units. Secrets are replaced and control characters escaped. */
export function printable(text: string, longest = limits.length): string {
  // Most fields of requests are such text: ids, methods, paths. The search for secrets takes several times as long.
  if (isPlain(text, longest)) return text
  const clean = bounded(text, longest).replace(unprintable, escaped)
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean
}

/**
 * Returns the beginning of the text without secrets. The cut before the replacement bounds the cost of a huge text. It may split a secret,
 * so what may be the first half of one is replaced, too. The final cut comes after the replacement.
 */
function bounded(text: string, longest: number): string {
  const most = longest * 4
  return text.length <= most ? withoutSecrets(text) : `${withoutSecrets(text.slice(0, most), true)}…`
}

/** Control characters, line and paragraph separators, and the characters that change the direction of text. */
const unprintable = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu

function escaped(character: string): string {
  if (character === '\n') return '\\n'
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function copied(value: unknown, depth: number, budget: Budget): Loggable {
  budget.left -= 1
  if (budget.left < 0) return '…'
  try {
    return copiedUnchecked(value, depth, budget)
  } catch {
    return unreadable
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
  if (Array.isArray(value)) return Array.from(value.slice(0, limits.members), (item) => copied(item, depth + 1, budget))
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

/** Returns the copy of one field, or `undefined` when its value is undefined. */
function fieldOf(value: object, name: string, depth: number, budget: Budget): Loggable | undefined {
  try {
    const field: unknown = Reflect.get(value, name)
    return field === undefined ? undefined : copied(field, depth + 1, budget)
  } catch {
    return unreadable
  }
}
