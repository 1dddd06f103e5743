import { setTimeout as pause } from 'node:timers/promises'
import type { RunningServer } from '../api/http-server.js'
import type { RunningOrderWatches } from '../events/live/order-watches.js'
import { logEvent } from '../telemetry/log-event.js'
import type { Logger } from '../telemetry/logger.js'
import type { Readiness } from './readiness.js'
import type { StartedParts } from './started-parts.js'

/** The time limit of the stop after the grace, in milliseconds. */
const closingTime = 5_000

export interface StoppableService {
  readonly server: RunningServer
  readonly watches: Pick<RunningOrderWatches, 'close'>
  readonly parts: StartedParts
  readonly logger: Logger
  readonly readiness: Readiness
}

/** The reason of a stop, and its times. */
export interface StopOrder {
  readonly reason: unknown
  /** The time in which the service is unready and still serves, in milliseconds. */
  readonly delay: number
  /** The time limit of requests in flight, in milliseconds. */
  readonly grace: number
}

/**
 * Stops a service in phases, each with a record: it is unready at once, serves on for the delay, finishes its requests and streams, then
 * stops its parts in reverse order of their start. Ends the process when that takes too long. Resolves to true when every request had its
 * answer.
 */
export async function stopService(service: StoppableService, { reason, delay, grace }: StopOrder): Promise<boolean> {
  const { readiness, logger } = service
  readiness.set('service', { ready: false, detail: 'it stops' })
  logEvent(logger, { name: 'stopping', message: 'stopping', signal: reason, delay_ms: delay, grace_ms: grace })
  if (delay > 0) {
    logEvent(logger, { name: 'stop-delayed', message: 'waiting for load balancers', delay_ms: delay })
    await pause(delay)
  }
  const isClean = await endService(service, grace)
  logEvent(logger, { name: 'stopped', message: 'stopped' })
  return isClean
}

/** Ends a service without a word to load balancers, as after a failed start. Resolves to true when every request had its answer. */
export async function endService(
  { server, watches, parts, logger }: StoppableService,
  grace: number,
): Promise<boolean> {
  let givingUp: Promise<void> | undefined
  const timer = setTimeout(() => {
    givingUp = giveUp(logger)
  }, grace + closingTime).unref()
  logEvent(logger, { name: 'draining', message: 'draining', grace_ms: grace })
  // Streams would go on for as long as their orders; their clients come back, to another instance.
  watches.close()
  const cut = await server.stop(grace)
  if (cut > 0) {
    logEvent(logger, { name: 'requests-cut', message: 'requests were cut at the end of the grace', requests: cut })
  }
  logEvent(logger, { name: 'drained', message: 'drained' })
  await parts.stop()
  clearTimeout(timer)
  // A part that stops just after the time limit must not turn the exit code 1 into 0.
  await givingUp
  return cut === 0
}

async function giveUp(logger: Logger): Promise<void> {
  logEvent(logger, { name: 'stop-overdue', message: 'the stop took too long' })
  await logger.close()
  process.exit(1)
}
