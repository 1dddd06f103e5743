import { describeError } from './error-record.js'
import { loggable, printable } from './loggable.js'

/** Further fields of a record. `error` may be anything that was thrown. */
export type LogFields = Readonly<Record<string, unknown>>

/** A record as it is written: plain, bounded, redacted data, `time`, `level` and `msg` first. */
export interface LogRecord {
  /** ISO 8601, UTC. */
  readonly time: string
  readonly level: string
  readonly msg: string
  readonly [field: string]: unknown
}

/** The longest message, in UTF-16 units. */
const longestMessage = 2048

/** The record of one event; it never throws, whatever the fields hold. */
export function logRecord(level: string, message: string, { error, ...fields }: LogFields): LogRecord {
  const more = loggable(fields)
  return {
    time: new Date().toISOString(),
    level,
    msg: printable(message, longestMessage),
    ...(typeof more === 'object' ? more : { fields: more }),
    ...(error === undefined ? {} : { error: describeError(error) }),
  }
}
