import { expect, test } from '@jest/globals'
import type { FlagEvaluation } from '../../flags/flag-evaluation.js'
import { flagObservation } from '../../service/flag-observation.js'
import { createLogger } from '../../telemetry/logger.js'
import { createMetrics } from '../../telemetry/metrics/metrics.js'
import type { EventAttributes } from '../../telemetry/tracing/tracing.js'
import { LogLines } from '../support/log-lines.js'

/** Observes one evaluation. */
async function observed(evaluation: FlagEvaluation) {
  const log = new LogLines()
  const logger = createLogger({ level: 'debug', format: 'json', target: log })
  const metrics = createMetrics({ version: '1', mediaTypes: [] })
  const events: [name: string, attributes: EventAttributes | undefined][] = []
  const tracing = { addEvent: (name: string, attributes?: EventAttributes) => void events.push([name, attributes]) }
  flagObservation({ logger, tracing }, metrics.flags)(evaluation)
  await logger.close()
  return { events, records: log.records, text: await metrics.text() }
}

test('an evaluation is an event of the span by the names of OpenTelemetry, a debug record and a count', async () => {
  const { events, records, text } = await observed({
    flag: 'order-stock-policy',
    value: 'keep-last',
    variant: 'b',
    reason: 'targeting_match',
    provider: 'unleash',
  })
  expect(events).toEqual([
    [
      'feature_flag.evaluation',
      {
        'feature_flag.key': 'order-stock-policy',
        'feature_flag.provider.name': 'unleash',
        'feature_flag.result.value': 'keep-last',
        'feature_flag.result.variant': 'b',
        'feature_flag.result.reason': 'targeting_match',
      },
    ],
  ])
  expect(records).toEqual([expect.objectContaining({ 'log.level': 'debug', 'shop.flag': 'order-stock-policy' })])
  expect(text).toContain(
    'shop_flag_evaluations_total{flag="order-stock-policy",value="keep-last",reason="targeting_match"} 1',
  )
})

test('a failed evaluation has its kind', async () => {
  const { events } = await observed({
    flag: 'product-price-filter',
    value: true,
    reason: 'error',
    provider: 'flagd',
    error: 'flag_not_found',
  })
  expect(events).toEqual([
    [
      'feature_flag.evaluation',
      expect.objectContaining({ 'feature_flag.result.value': true, 'error.type': 'flag_not_found' }),
    ],
  ])
})
