import type { LogFields } from '../log-fields.js'
import type { Logger } from '../logger.js'
import { noTracing, type Tracing } from './tracing.js'

/** Returns the logger with `trace.id` and `span.id` of the span under way in each record. */
export function tracedLogger(logger: Logger, tracing: Tracing): Logger {
  if (tracing === noTracing) return logger
  const traced = (fields: LogFields = {}): LogFields => {
    const [, trace, span] = tracing.current()?.traceparent.split('-') ?? []
    try {
      return trace === undefined ? fields : { ...fields, 'trace.id': trace, 'span.id': span }
    } catch {
      return fields // which cannot be read
    }
  }
  return {
    error: (message, fields) => logger.error(message, traced(fields)),
    warn: (message, fields) => logger.warn(message, traced(fields)),
    info: (message, fields) => logger.info(message, traced(fields)),
    debug: (message, fields) => logger.debug(message, traced(fields)),
    close: logger.close,
  }
}
