import { cacheRecords } from './cache-records.js'
import { databaseRecords } from './database-records.js'
import { eventRecords } from './event-records.js'
import { flagRecords } from './flag-records.js'
import { limitRecords } from './limit-records.js'
import type { RecordDescription } from './record-description.js'
import { requestRecords } from './request-records.js'
import { secretRecords } from './secret-records.js'
import { serviceRecords } from './service-records.js'
import { tracingRecords } from './tracing-records.js'

/** The parts of the table of records with their titles. */
export const recordParts = {
  Requests: requestRecords,
  Service: serviceRecords,
  Database: databaseRecords,
  'Events and messages': eventRecords,
  Cache: cacheRecords,
  'Limits and overload': limitRecords,
  'Feature flags': flagRecords,
  Traces: tracingRecords,
  Secrets: secretRecords,
}

/** Every event that the log names, with its severity, its meaning and what to do. */
export const records = {
  ...requestRecords,
  ...serviceRecords,
  ...databaseRecords,
  ...eventRecords,
  ...cacheRecords,
  ...limitRecords,
  ...flagRecords,
  ...tracingRecords,
  ...secretRecords,
}

export type RecordName = keyof typeof records

const severities: ReadonlyMap<string, RecordDescription['severity']> = new Map(
  Object.entries(records).map(([name, { severity }]) => [name, severity]),
)

/** Returns the severity of an event, `info` for any other text. */
export function severityOf(name: string): RecordDescription['severity'] {
  return severities.get(name) ?? 'info'
}
