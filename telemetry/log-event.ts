import type { Logger } from './logger.js'
import { type RecordName, records } from './records/records.js'

/** A named event. Its other members are fields of its record. */
export interface LogEvent {
  readonly name: RecordName
  /** The event in words, without secrets. */
  readonly message: string
  readonly [field: string]: unknown
}

/** Writes the record of an event with the severity that the table of records gives it. */
export function logEvent(logger: Logger, { name, message, ...fields }: LogEvent): void {
  logger[records[name].severity](message, { 'event.action': name, ...fields })
}
