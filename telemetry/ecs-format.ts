import winston from 'winston'
import { type FormattedRecords, textKey } from './formatted-records.js'
import { isoTime } from './iso-time.js'
import { addEvent, type LogFields } from './log-record.js'
import type { NewRecord } from './record-writer.js'

/** An event of the log. */
export interface LoggedEvent {
  /** When it was logged, in milliseconds since the beginning of 1970. */
  readonly time: number
  readonly level: string
  readonly message: string
  readonly fields: LogFields
}

/** Events that are written together, as winston takes them. It looks for their level and message. */
export interface LoggedEvents {
  readonly level: string
  readonly message: ''
  readonly events: readonly LoggedEvent[]
}

/**
 * Returns the format of winston for records by the Elastic Common Schema: bounded fields without secrets, under their full names. Time, level
 * and message are first, which the specification of ECS logging asks for. Elastic's own format is not used: it looks for errors and requests
 * in each record, which takes longer than to write one. An event that cannot be read has no record.
 */
export function ecsFormat(newRecord: NewRecord): winston.Logform.Format {
  const lineOf = ({ time, level, message, fields }: LoggedEvent): string => {
    const record = newRecord(isoTime(time), level)
    addEvent(record, message, fields)
    return `${record.line()}\n`
  }
  const format = winston.format((info) => {
    const { level, message, events } = info as unknown as LoggedEvents
    let text = ''
    let records = 0
    for (const event of events) {
      try {
        text += lineOf(event)
        records += 1
      } catch {
        // The names of its fields cannot be read.
      }
    }
    return { level, message, [textKey]: text, records } satisfies FormattedRecords & winston.Logform.TransformableInfo
  })
  return format()
}
