import type { LogRecord } from './log-record.js'

/**
 * A record for a person at a terminal: time of day, level, message and fields; the frames of a stack on lines of their own, indented. The
 * record of a request begins with what the person looks for.
 */
export function readableLine({ time, level, msg, error, ...fields }: LogRecord): string {
  const { stack, ...summary } = (error ?? {}) as { readonly stack?: string }
  const [subject, rest] = 'duration_ms' in fields ? requestSubject(fields) : [msg, fields]
  const shown = { ...rest, ...(error === undefined ? {} : { error: summary }) }
  const words = Object.entries(shown).map(([name, value]) => `${name}=${word(value)}`)
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [[time.slice(11, 23), level.toUpperCase().padEnd(5), subject, ...words].join(' '), ...frames].join('\n')
}

type Fields = Readonly<Record<string, unknown>>

/** `GET /v1/products 200 3.5 ms` and what else is known. */
function requestSubject({ method, path, route: _, status, duration_ms, ...rest }: Fields): [string, Fields] {
  return [`${method} ${path} ${status ?? '---'} ${duration_ms} ms`, rest]
}

function word(value: unknown): string {
  return typeof value === 'string' && /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value)
}
