import winston from 'winston'
import { addEvent } from './add-event.js'
import type { FormattedLines } from './formatted-lines.js'
import { isoTime } from './iso-time.js'
import type { LogFields } from './log-fields.js'
import { unreadable } from './loggable.js'
import type { NewRecord } from './record-writer.js'

/** An event of the log. */
export interface LoggedEvent {
  /** When it was logged, in milliseconds since the beginning of 1970. */
  readonly time: number
  readonly level: string
  readonly message: string
  readonly fields: LogFields
}

/** Events that are written together, as winston takes them. */
export interface LoggedEvents {
  /** The level of the logger, so that winston lets all of them pass. */
  readonly level: string
  readonly message: ''
  readonly events: readonly LoggedEvent[]
}

/**
 * Returns the format of winston for records by the Elastic Common Schema: bounded fields without secrets, under their full names. Time, level
 * and message are first, which the specification of ECS logging asks for. Elastic's own format is not used: it looks for errors and requests
 * in each record, which takes longer than to write one.
 */
export function ecsFormat(newRecord: NewRecord): winston.Logform.Format {
  const lineOf = ({ time, level, message, fields }: LoggedEvent): string => {
    const record = newRecord(isoTime(time), level)
    addEvent(record, message, fields)
    return `${record.line()}\n`
  }
  const lineOfAny = (event: LoggedEvent): string => {
    try {
      return lineOf(event)
    } catch {
      // The names of the fields cannot be listed, or the message is no text.
      const message = typeof event.message === 'string' ? event.message : unreadable
      return lineOf({ ...event, message, fields: { fields: unreadable } })
    }
  }
  const format = winston.format((info) => {
    const { level, message, events } = info as unknown as LoggedEvents
    const lines = events.map(lineOfAny)
    return { level, message, lines } satisfies FormattedLines & winston.Logform.TransformableInfo
  })
  return format()
}
