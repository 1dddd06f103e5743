import { ecsFields } from '@elastic/ecs-winston-format'
import winston from 'winston'
import { addEvent, type Fields, type LogFields, type LogRecord } from './log-record.js'

export interface EcsFormatOptions {
  /** The service that writes the records. */
  readonly service: { readonly name: string; readonly version: string }
  /** Returns the line of a record. */
  readonly line: (record: LogRecord) => string
}

/** An event as winston takes it. */
export interface LoggedEvent {
  readonly level: string
  readonly message: string
  readonly fields: LogFields
}

/** The key of the level by which winston filters records. */
const levelKey = Symbol.for('level')

/** A record on its way through winston. Time, level and message are first, which the specification of ECS logging asks for. */
class EcsRecord {
  [name: string]: LogRecord[string]
  readonly [levelKey]: string

  constructor(level: string) {
    this[levelKey] = level
    this['@timestamp'] = ''
    this['log.level'] = level
  }

  /** The level under the name by which Elastic's format reads it. It is no field: only the members of the object itself are written. */
  get level(): string {
    return this[levelKey]
  }
}

/**
 * Returns the format of winston for records by the Elastic Common Schema. The first step bounds the fields, removes secrets and names the
 * fields; Elastic's own format then adds time, level and service. Its other services are off: they would add an error or a request as it is.
 */
export function ecsFormat({ service, line }: EcsFormatOptions): winston.Logform.Format {
  const named = winston.format((info) => {
    const { level, message, fields } = info as unknown as LoggedEvent
    const record = new EcsRecord(level)
    addEvent(record as Fields, message, fields)
    return record as unknown as winston.Logform.TransformableInfo
  })
  return winston.format.combine(
    named(),
    ecsFields({
      convertErr: false,
      apmIntegration: false,
      serviceName: service.name,
      serviceVersion: service.version,
    }),
    winston.format.printf((record) => line(record as unknown as LogRecord)),
  )
}
