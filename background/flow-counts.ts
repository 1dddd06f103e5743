import type { OnFlowEvent } from '../events/flow-event.js'
import type { EventMetrics } from '../telemetry/metrics/event-metrics.js'

/** Returns a function that counts the flow of events. */
export function flowCounts(metrics: EventMetrics): OnFlowEvent {
  return (event) => {
    switch (event.name) {
      case 'message-retried':
        return metrics.message('retried')
      case 'message-parked':
        return metrics.message('parked')
      case 'broker-reached':
        return metrics.brokerUp(event.link, true)
      case 'broker-unreachable':
        return metrics.brokerUp(event.link, false)
    }
  }
}
