import { types } from 'node:util'
import { type Loggable, loggable, printable, unreadable } from './loggable.js'
import { withoutSecrets } from './redaction.js'

/** The record of an error in the log. */
export interface ErrorRecord {
  /** The name of the error, or the type of a thrown value that is not an error. */
  readonly type: string
  readonly message: string
  /** The code of the error, such as `ECONNREFUSED` or an SQLSTATE of PostgreSQL. */
  readonly code?: string
  readonly stack?: string
  /** The causes, nearest first, without stacks. */
  readonly cause?: readonly Omit<ErrorRecord, 'cause' | 'stack'>[]
}

const limits = { message: 2048, stack: 8192, causes: 8 }

/** Describes any thrown value with its causes. Never throws, not even for frozen, revoked or cyclic values. */
export function describeError(thrown: unknown): ErrorRecord {
  const { stack, ...summary } = described(thrown)
  const cause = causesOf(thrown).map((error) => {
    const { stack: _, ...rest } = described(error)
    return rest
  })
  return { ...summary, ...(stack === undefined ? {} : { stack }), ...(cause.length === 0 ? {} : { cause }) }
}

/** Reports whether a value is an error of this realm or another. */
function isError(thrown: unknown): thrown is Error {
  return types.isNativeError(thrown) || thrown instanceof Error
}

function described(thrown: unknown): Omit<ErrorRecord, 'cause'> {
  try {
    if (!isError(thrown)) {
      return {
        type: thrown === null ? 'null' : typeof thrown,
        message: printable(words(loggable(thrown)), limits.message),
      }
    }
    const { name, message, stack } = thrown
    const code: unknown = Reflect.get(thrown, 'code')
    return {
      type: printable(String(name), 64),
      message: printable(String(message), limits.message),
      ...(typeof code === 'string' || typeof code === 'number' ? { code: printable(String(code), 64) } : {}),
      ...(typeof stack === 'string' ? { stack: stackLines(stack) } : {}),
    }
  } catch {
    return { type: 'unknown', message: unreadable }
  }
}

/** Returns the stack with each line cleaned. The line ends stay, because JSON escapes them. A secret may take several lines. */
function stackLines(stack: string): string {
  const end = stack.length <= limits.stack ? stack.length : stack.lastIndexOf('\n', limits.stack)
  if (end < 0) return printable(stack, limits.message)
  return withoutSecrets(stack.slice(0, end))
    .split('\n')
    .map((line) => printable(line, limits.message))
    .join('\n')
}

function words(value: Loggable): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Returns the causes of an error and the members of aggregate errors, breadth first, each once. */
function causesOf(thrown: unknown): unknown[] {
  const seen = new Set<unknown>([thrown])
  for (const error of seen) {
    for (const next of directCauses(error)) if (seen.size <= limits.causes) seen.add(next)
  }
  return [...seen].slice(1)
}

function directCauses(error: unknown): unknown[] {
  try {
    if (!isError(error)) return []
    const members = 'errors' in error && Array.isArray(error.errors) ? error.errors : []
    return [...(error.cause === undefined ? [] : [error.cause]), ...members]
  } catch {
    return []
  }
}
