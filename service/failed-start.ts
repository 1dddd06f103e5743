import { logEvent } from '../telemetry/log-event.js'
import { createLogger } from '../telemetry/logger.js'

/** The place to which a failed start is reported. */
export interface StartSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: Pick<NodeJS.WriteStream, 'isTTY'>
  readonly stderr: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>
}

/**
 * Reports a start that failed for a reason that the person who starts the service can mend: as a record on standard output where logs are
 * JSON, as text on standard error where somebody reads it. The settings may be what is wrong, so the environment alone says which.
 */
export async function reportFailedStart(error: Error, { env, stdout, stderr }: StartSurroundings): Promise<void> {
  const isReadable =
    env.LOG_FORMAT === 'readable' || (env.LOG_FORMAT !== 'json' && stdout.isTTY && env.NODE_ENV !== 'production')
  if (isReadable || stderr.isTTY) stderr.write(`${error.message}\n`)
  if (isReadable) return
  const logger = createLogger({ level: 'error', format: 'json' })
  // A message with line breaks would show them as \n in the JSON log.
  logEvent(logger, { name: 'start-failed', message: error.message.replace(/\s*\n\s*/g, ' '), error })
  await logger.close()
}
