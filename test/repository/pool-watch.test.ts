import { once } from 'node:events'
import { expect, test } from '@jest/globals'
import type { DatabaseEvent } from '../../repository/database-event.js'
import { storageFailure } from '../../repository/storage-error.js'
import { databaseLog } from '../../service/database-log.js'
import { createLogger } from '../../telemetry/logger.js'
import { describeOnPostgresql, openTestDatabase } from '../support/database.js'
import { deferred } from '../support/deferred.js'
import { expectRecords } from '../support/expect-records.js'
import { firstResult } from '../support/first-result.js'
import { LogLines } from '../support/log-lines.js'

describeOnPostgresql('a pool without a free connection', () => {
  test('is recorded once for all that wait, and once when free', async () => {
    const log = new LogLines()
    const onEvent: (event: DatabaseEvent) => void = databaseLog(
      createLogger({ level: 'info', format: 'json', target: log }),
    )
    const database = await openTestDatabase({ seed: false, poolMax: 1, acquireTimeoutMs: 50, onEvent })
    await firstResult(database.ping) // makes the one connection; one that is idle is there without waiting
    const named = () => log.records.filter((record) => String(record['event.action']).startsWith('pool-'))
    const [begun, release] = [deferred(), new AbortController()]
    const holding = database.knex.transaction(async (transaction) => {
      await transaction.raw('select 1')
      begun.resolve()
      await once(release.signal, 'abort')
    })
    await begun.promise
    const waiting = Array.from({ length: 5 }, () => database.knex.raw('select 1'))
    const reason = 'timeout after 50 ms: the pool is exhausted: all of its 1 connections were in use'
    const failures = await Promise.all(waiting.map((each) => each.then(String, storageFailure)))
    expect(failures).toEqual(
      waiting.map(() => expect.objectContaining({ code: 'storage-unavailable', cause: new Error(reason) })),
    )
    expect(named()).toEqual([expect.objectContaining({ 'log.level': 'error', 'event.action': 'pool-exhausted' })])

    release.abort()
    await holding
    for (let count = 0; count < 3; count += 1) await database.ping()
    expectRecords(log.records, ['pool-exhausted', 'pool-available'])
    await database.close()
  })
})
