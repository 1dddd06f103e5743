import { logEvent } from './log-event.js'
import type { Logger } from './logger.js'

/**
 * Logs an uncaught error or unhandled rejection, then ends the process with code 1: its state cannot be trusted any more.
 */
export function exitOnCrash(logger: Logger): void {
  process.on('uncaughtException', (error, origin) => {
    logEvent(logger, { name: 'crashed', message: 'crashed', origin, error })
    void logger.close().then(() => process.exit(1))
  })
}
