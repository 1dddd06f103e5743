import type { OnFlowEvent } from '../events/flow-event.js'
import { logEvent } from '../telemetry/log-event.js'
import type { Logger } from '../telemetry/logger.js'

/** Returns a function that logs the flow of events. */
export function flowLog(logger: Logger): OnFlowEvent {
  return (event) => logEvent(logger, event)
}
