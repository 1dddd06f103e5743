import { logEvent } from '../telemetry/log-event.js'
import type { Logger } from '../telemetry/logger.js'

/** The parts of the service that have started and have to be stopped. */
export interface StartedParts {
  /** Adds a part that has started, with the function that stops it. */
  add(name: string, stop: () => unknown): void
  /** Stops the parts in reverse order of their start, one after the other, with a record for each. Never rejects. */
  stop(): Promise<void>
}

/** Returns an empty list of started parts. Every part is stopped, even when the stop of another one fails. */
export function startedParts(logger: Logger): StartedParts {
  const parts: { readonly name: string; readonly stop: () => unknown }[] = []
  return {
    add: (name, stop) => void parts.push({ name, stop }),
    async stop() {
      for (const { name, stop } of parts.splice(0).reverse()) {
        try {
          await stop()
          logEvent(logger, { name: 'part-stopped', message: 'a part has stopped', part: name })
        } catch (error) {
          logEvent(logger, { name: 'part-not-stopped', message: 'a part did not stop', part: name, error })
        }
      }
    },
  }
}
