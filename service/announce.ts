import type { TrialKeys } from '../api/authentication/trial-keys.js'
import { trialTokens } from '../api/authentication/trial-tokens.js'
import { banner } from '../api/banner.js'
import type { Settings } from '../config/settings.js'
import type { Database } from '../repository/database.js'
import { logEvent } from '../telemetry/log-event.js'
import type { Logger } from '../telemetry/logger.js'

/** A service that serves. */
export interface ReadyService {
  readonly url: string
  readonly database: Pick<Database, 'description'>
  /** The keys of a service without an issuer. */
  readonly trial: TrialKeys | undefined
}

/** Logs that the service is ready. At a terminal, prints the banner with commands to try. */
export async function announce(
  { url, database: { description: database }, trial }: ReadyService,
  settings: Settings,
  logger: Logger,
): Promise<void> {
  const tokens = trial && (await trialTokens(trial))
  logEvent(logger, { name: 'ready', message: 'ready', url, database })
  if (trial) {
    const message = 'tokens are signed with keys for trying out: set JWT_ISSUER for real use'
    logEvent(logger, { name: 'trial-keys', message, keys: trial.path })
  }
  if (settings.log.format === 'readable') {
    // Tokens are for a person at a terminal. In a file or pipe, others could read them.
    const shown = process.stdout.isTTY ? tokens : undefined
    process.stdout.write(banner({ url, database, tokens: shown, keys: trial?.path }))
  }
}
