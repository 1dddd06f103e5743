import type { LogRecord } from './log-record.js'

/** A record for a person at a terminal: time of day, level, message and fields; the frames of a stack on lines of their own, indented. */
export function readableLine({ time, level, msg, error, ...fields }: LogRecord): string {
  const { stack, ...summary } = (error ?? {}) as { readonly stack?: string }
  const shown = { ...fields, ...(error === undefined ? {} : { error: summary }) }
  const words = Object.entries(shown).map(([name, value]) => `${name}=${word(value)}`)
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [[time.slice(11, 23), level.toUpperCase().padEnd(5), msg, ...words].join(' '), ...frames].join('\n')
}

function word(value: unknown): string {
  return typeof value === 'string' && /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value)
}
