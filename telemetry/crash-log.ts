import type { Logger } from './logger.js'

/**
 * Ends the process with code 1 after an error that nothing caught or a rejection that nothing handled, once its record has been written:
 * whatever state is left cannot be trusted.
 */
export function exitOnCrash(logger: Logger): void {
  process.on('uncaughtException', (error, origin) => {
    logger.error('crashed', { origin, error })
    void logger.close().then(() => process.exit(1))
  })
}
