import { ecsFields } from '@elastic/ecs-winston-format'
import winston from 'winston'
import { type LogRecord, logRecord } from './log-record.js'

export interface EcsFormatOptions {
  /** The service that writes the records. */
  readonly service: { readonly name: string; readonly version: string }
  /** Returns the line of a record. */
  readonly line: (record: LogRecord) => string
}

/**
 * Returns the format of winston for records by the Elastic Common Schema. The first step bounds the fields, removes secrets and names the
 * fields; Elastic's own format then adds time, level and service. Its other services are off: they would add an error or a request as it is.
 */
export function ecsFormat({ service, line }: EcsFormatOptions): winston.Logform.Format {
  const named = winston.format((info) => {
    const { level, message, ...fields } = info
    const record = { level, message, ...logRecord(String(message), fields) }
    return Object.assign(record, { [levelKey]: Reflect.get(info, levelKey) })
  })
  return winston.format.combine(
    named(),
    ecsFields({
      convertErr: false,
      apmIntegration: false,
      serviceName: service.name,
      serviceVersion: service.version,
    }),
    winston.format.printf(({ level: _, ...record }) => line(inOrder(record as LogRecord))),
  )
}

/** The key of the level by which winston filters records. */
const levelKey = Symbol.for('level')

/** Returns the record with time, level and message first, which the specification of ECS logging asks for. */
function inOrder({ '@timestamp': time, 'log.level': level, message, ...rest }: LogRecord): LogRecord {
  return { '@timestamp': time ?? '', 'log.level': level ?? '', message: message ?? '', ...rest }
}
