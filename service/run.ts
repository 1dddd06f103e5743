import type { Configuration } from '../config/configuration.js'
import { exitOnCrash } from '../telemetry/crash-log.js'
import { logEvent } from '../telemetry/log-event.js'
import { createLogger } from '../telemetry/logger.js'
import { tracedLogger } from '../telemetry/tracing/traced-logger.js'
import type { Tracing } from '../telemetry/tracing/tracing.js'
import { isForeseen } from './foreseen-errors.js'
import { serve } from './serve.js'

/**
 * Runs the service from its start to its stop. Resolves to the exit code: 1 after a crash, or when requests were cut, else 0.
 *
 * @param stop aborts when the service is to stop, maybe before the call
 * @throws an error whose message is for the person who starts the service, when it cannot start
 */
export async function run(configuration: Configuration, tracing: Tracing, stop: AbortSignal): Promise<number> {
  const logger = tracedLogger(createLogger(configuration.settings.log), tracing)
  tracing.onEvent((event) => logEvent(logger, event))
  exitOnCrash(logger)
  try {
    return (await serve(configuration, { logger, tracing }, stop)) ? 0 : 1
  } catch (error) {
    if (isForeseen(error)) throw error
    logEvent(logger, { name: 'crashed', message: 'crashed', error })
    return 1
  } finally {
    await tracing.stop()
    await logger.close()
  }
}
