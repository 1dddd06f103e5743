import winston from 'winston'
import { LineSink, type LineTarget } from './line-sink.js'
import { type LogFields, logRecord } from './log-record.js'
import { readableLine } from './readable-line.js'

/** The severities of records, most severe first. */
export type Severity = 'error' | 'warn' | 'info' | 'debug'

/**
 * Where the service writes what it does. No method throws, rejects or waits for the reader of the log; what is written is
 * bounded, on one line, and free of the secrets that `redaction.ts` knows.
 */
export interface Logger {
  error(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  debug(message: string, fields?: LogFields): void
  /** Resolves when every record so far has left the process, or cannot; nothing is logged afterwards. Never rejects. */
  close(): Promise<void>
}

export interface LoggerOptions {
  readonly level: Severity
  readonly format: 'json' | 'readable'
  /** @default process.stdout */
  readonly target?: LineTarget
}

const levels: Record<Severity, number> = { error: 0, warn: 1, info: 2, debug: 3 }

/** A logger on winston that writes one line a record: JSON for machines, or readable by a person at a terminal. */
export function createLogger({ level, format, target = process.stdout }: LoggerOptions): Logger {
  const sink = new LineSink(target, (dropped) =>
    log('warn', 'log records were dropped: the reader is slow', { dropped }),
  )
  const line = format === 'json' ? JSON.stringify : readableLine
  const transport = new winston.transports.Stream({ stream: sink, eol: '\n' })
  const logger = winston.createLogger({
    level,
    levels,
    format: winston.format.printf(({ level, message, ...fields }) => line(logRecord(level, String(message), fields))),
    transports: [transport],
    exitOnError: false,
  })
  logger.on('error', () => undefined)

  let closed: Promise<void> | undefined
  const log = (severity: Severity, message: string, fields: LogFields = {}) => {
    if (closed) return
    try {
      logger.log({ ...fields, level: severity, message })
    } catch {
      // A record that cannot be written must not change what the service answers.
    }
  }
  const close = async () => {
    await new Promise<void>((done) => {
      transport.once('finish', done)
      logger.once('error', () => done())
      logger.end()
    })
    await sink.flush()
  }
  return {
    error: (message, fields) => log('error', message, fields),
    warn: (message, fields) => log('warn', message, fields),
    info: (message, fields) => log('info', message, fields),
    debug: (message, fields) => log('debug', message, fields),
    close: () => {
      closed ??= close()
      return closed
    },
  }
}
