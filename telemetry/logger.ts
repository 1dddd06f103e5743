import { Socket } from 'node:net'
import winston from 'winston'
import { ecsFormat, type LoggedEvent, type LoggedEvents } from './ecs-format.js'
import { jsonLine } from './json-line.js'
import { LineSink, type LineTarget } from './line-sink.js'
import type { LogFields } from './log-fields.js'
import { readableLine } from './readable-line.js'
import { service as shop } from './service.js'

/** The severity of a record. The most severe is first. */
export type Severity = 'error' | 'warn' | 'info' | 'debug'

/**
 * The log of the service. No method throws or rejects, and writing a record never waits for the reader of the log. A record is one line
 * of limited length, without the secrets that `redaction.ts` recognizes.
 */
export interface Logger {
  error(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  debug(message: string, fields?: LogFields): void
  /** Ends the log and ignores later records. Resolves when each record has left the process or has failed to. */
  close(): Promise<void>
}

export interface LoggerOptions {
  /** The least severe records that are written. */
  readonly level: Severity
  readonly format: 'json' | 'readable'
  /** @default process.stdout */
  readonly target?: LineTarget
  /** The name and version of the service in each record. @default those of `service.ts` */
  readonly service?: { readonly name: string; readonly version: string }
}

const levels: Record<Severity, number> = { error: 0, warn: 1, info: 2, debug: 3 }

/** The most events that are written together: so few that to write them holds up no request. */
const mostTogether = 100

/** The longest time that an event waits to be written, in milliseconds. */
const longestWait = 25

/**
 * Returns a logger on winston. It writes each record as one line: `json` by the Elastic Common Schema, or `readable` text for a terminal.
 *
 * Through a pipe or to a terminal, the logger writes the events of 25 ms together: one event alone, between other work, takes several times
 * as long. It writes a warning or an error at once, after the events that wait. Only the record of dropped records may overtake them. In a
 * file, each record has a write of its own: a full disk may take some records and not others.
 */
export function createLogger({ level, format, target = process.stdout, service = shop }: LoggerOptions): Logger {
  const sink = new LineSink(target, (dropped) => {
    if (!isWritten('warn')) return
    const message = 'log records were dropped: the reader is slow, or its disk was full'
    write([eventNow('warn', message, { 'event.action': 'log-dropped', dropped })])
  })
  const logger = winston.createLogger({
    level,
    levels,
    format: ecsFormat(format === 'json' ? jsonLine(service) : readableLine),
    exitOnError: false,
  })
  logger.pipe(sink) // A transport of winston would be a further stream, with a timer for each record.
  logger.on('error', () => undefined) // Without a listener, an error of the stream would end the process.

  // winston would make the whole record before it asks for the level.
  const isWritten = (severity: Severity) => levels[severity] <= levels[level]
  const gathers = target instanceof Socket
  let waiting: LoggedEvent[] = []
  let timer: NodeJS.Timeout | undefined
  let closed: Promise<void> | undefined
  const write = (events: readonly LoggedEvent[]) => {
    try {
      // winston passes them as one: its streams take longer for a record than to make it.
      logger.log({ level, message: '', events } satisfies LoggedEvents)
    } catch {
      // A failure to write a record must not change the answer of the service.
    }
  }
  const writeWaiting = () => {
    clearTimeout(timer)
    const events = waiting
    waiting = []
    if (events.length > 0) write(events)
  }
  const logging = (severity: Severity) => {
    if (!isWritten(severity)) return () => undefined
    const waits = gathers && levels[severity] >= levels.info
    return (message: string, fields: LogFields = {}) => {
      if (closed) return
      const length = waiting.push(eventNow(severity, message, fields))
      if (!waits || length === mostTogether) writeWaiting()
      else if (length === 1) timer = setTimeout(writeWaiting, longestWait)
    }
  }
  const close = async () => {
    writeWaiting()
    // The record of dropped records comes when the reader has caught up.
    if (sink.hasDropped) await sink.flush()
    await new Promise<void>((done) => {
      sink.once('finish', done)
      logger.once('error', () => done())
      logger.end()
    })
    await sink.flush()
  }
  return {
    error: logging('error'),
    warn: logging('warn'),
    info: logging('info'),
    debug: logging('debug'),
    close: () => {
      closed ??= close()
      return closed
    },
  }
}

function eventNow(level: Severity, message: string, fields: LogFields): LoggedEvent {
  return { time: Date.now(), level, message, fields }
}
