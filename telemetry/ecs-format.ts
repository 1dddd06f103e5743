import winston from 'winston'
import { lineKey } from './formatted-record.js'
import { isoTime } from './iso-time.js'
import { addEvent, type Fields, type LogFields, type LogRecord } from './log-record.js'

/** An event as winston takes it. */
export interface LoggedEvent {
  /** When it was logged, in milliseconds since the beginning of 1970. */
  readonly time: number
  readonly level: string
  readonly message: string
  readonly fields: LogFields
}

/**
 * Returns the format of winston for records by the Elastic Common Schema: bounded fields without secrets, under their full names. Time, level
 * and message are first, which the specification of ECS logging asks for. Elastic's own format is not used: it looks for errors and requests
 * in each record, which takes longer than to write one.
 *
 * @param line returns the line of a record
 */
export function ecsFormat(line: (record: LogRecord) => string): winston.Logform.Format {
  const format = winston.format((info) => {
    const { time, level, message, fields } = info as unknown as LoggedEvent
    const record: Fields = { '@timestamp': isoTime(time), 'log.level': level }
    addEvent(record, message, fields)
    return { level, message, [lineKey]: line(record) }
  })
  return format()
}
