import { expect } from '@jest/globals'
import { logEvent } from '../../telemetry/log-event.js'
import { commonFields, ownFields, snakeCase } from '../../telemetry/log-fields.js'
import { createLogger } from '../../telemetry/logger.js'
import { type RecordName, records } from '../../telemetry/records/records.js'
import { fieldType, isOfType } from './index-types.js'
import { LogLines } from './log-lines.js'

/**
 * Expects that the log has these records, each once and in this sequence, and no others of these names. Each has the severity of the table
 * of records, and fields of the types of the index. Events are logged first, as the service logs them.
 *
 * The names are written out in the call: a test reads them from the sources, to see that each record of the table is provoked somewhere.
 */
export function expectRecords(log: readonly object[], names: readonly RecordName[]): void {
  const found = log.map(recordOf).filter((record) => names.includes(record['event.action'] as RecordName))
  expect(found.map((record) => record['event.action'])).toEqual(names)
  for (const record of found) {
    const name = record['event.action'] as RecordName
    expect([name, record['log.level']]).toEqual([name, records[name].severity])
    const refused = Object.entries(record).filter(([field, value]) => !isOfType(value, fieldType(field)))
    expect([name, refused]).toEqual([name, []])
  }
}

/** Returns a record, also that of an event; an empty one for an event that has none. */
function recordOf(logged: object): Readonly<Record<string, unknown>> {
  if (!('name' in logged)) return { ...logged }
  const { name, ...fields } = logged
  if (!isRecordName(name)) return {}
  const asText = Object.entries(fields).filter(([field, value]) => typeof value === 'number' && !isNumber(field))
  expect([name, 'fields of numbers that log-fields.ts does not name', asText]).toEqual([name, expect.anything(), []])
  const lines = new LogLines()
  logEvent(createLogger({ level: 'debug', format: 'json', target: lines }), { message: name, ...fields, name })
  return lines.records[0] ?? {}
}

function isNumber(field: string): boolean {
  return Object.hasOwn(commonFields, field) || ownFields.get(snakeCase(field)) === 'number'
}

function isRecordName(name: unknown): name is RecordName {
  return typeof name === 'string' && Object.hasOwn(records, name)
}
