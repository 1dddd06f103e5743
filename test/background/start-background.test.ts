import { expect, test } from '@jest/globals'
import { uncalledOrders } from '../../api/orders/uncalled-orders.js'
import { startBackground } from '../../background/start-background.js'
import { StorageUnavailable } from '../../domain/storage-unavailable.js'
import { createLogger } from '../../telemetry/logger.js'
import { createMetrics } from '../../telemetry/metrics/metrics.js'
import { openTestDatabase } from '../support/database.js'
import { deferred } from '../support/deferred.js'
import { expectRecords } from '../support/expect-records.js'
import { LogLines } from '../support/log-lines.js'

test.each([
  ['that fails has one record a try', new Error('no storage'), ['clean-up-failed', 'clean-up-failed']],
  [
    'without an answer of the storage has none: the outage has one',
    new StorageUnavailable({ isUnreachable: true }),
    [],
  ],
])('a clean-up %s, and is tried again', async (_, failure, names) => {
  const database = await openTestDatabase({ seed: false })
  const lines = new LogLines()
  const second = deferred()
  let tries = 0
  const expireUnpaid = async () => {
    tries += 1
    if (tries === 2) second.resolve()
    throw failure
  }
  const background = startBackground({
    database,
    orders: { ...uncalledOrders, expireUnpaid },
    logger: createLogger({ level: 'info', format: 'json', target: lines }),
    metrics: createMetrics({ version: '1', mediaTypes: [] }),
    now: () => new Date(),
    cleanUpEveryMs: 1,
  })
  await second.promise
  await background.stop()
  expect(tries).toBe(2)
  expect(lines.records.map((record) => record['event.action']).filter((name) => name === 'clean-up-failed')).toEqual(
    names,
  )
  if (names.length > 0) expectRecords(lines.records, ['clean-up-failed', 'clean-up-failed'])
  await database.close()
})
