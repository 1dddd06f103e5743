import type { LogRecord } from './log-record.js'

/** The version of the Elastic Common Schema by which the fields are named. */
const ecsVersion = '8.10.0'

/** Returns a function that writes a record as one line of JSON, with the fields that each record of the service has. */
export function jsonLine({ name, version }: { readonly name: string; readonly version: string }) {
  const always = {
    'ecs.version': ecsVersion,
    'process.pid': process.pid,
    'service.name': name,
    'service.version': version,
    'event.dataset': name,
  }
  const end = `,${JSON.stringify(always).slice(1)}`
  return (record: LogRecord): string => JSON.stringify(record).slice(0, -1) + end
}
