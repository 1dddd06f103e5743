import { once } from 'node:events'
import { expect, test } from '@jest/globals'
import { startingReadiness } from '../../service/readiness.js'
import { describeOnPostgresql, openTestDatabase } from '../support/database.js'
import { deferred } from '../support/deferred.js'
import { serve } from '../support/serve.js'
import { shopOn } from '../support/shop.js'

describeOnPostgresql('a pool without a free connection', () => {
  test('gives excess requests a 503 with Retry-After, and health at once', async () => {
    const database = await openTestDatabase({ seed: false, poolMax: 2, acquireTimeoutMs: 3_000 })
    const readiness = startingReadiness()
    for (const part of ['database', 'migrations', 'service']) readiness.set(part, { ready: true })
    const shop = shopOn(database, undefined, { readParts: readiness.parts })
    const serving = await serve(shop.app)
    const release = new AbortController()
    const held = [deferred(), deferred()].map((holds) => ({
      holds: holds.promise,
      ended: database.knex.transaction(async (transaction) => {
        await transaction.raw('select 1')
        holds.resolve()
        await once(release.signal, 'abort')
      }),
    }))
    await Promise.all(held.map(({ holds }) => holds))
    const get = (path: string) => fetch(serving.url + path)
    const excess = Array.from({ length: 40 }, () => get('/v1/products?limit=1'))
    let answered = 0
    for (const each of excess) void each.then(() => (answered += 1))
    const health = await Promise.all([get('/livez'), get('/readyz')])
    expect(health.map(({ status }) => status)).toEqual([200, 200])
    expect(answered).toBe(0) // they answered while the others were waiting for a connection

    const answers = await Promise.all(excess)
    expect(answers.map(({ status, headers }) => [status, headers.has('retry-after')])).toEqual(
      answers.map(() => [503, true]),
    )
    release.abort()
    await Promise.all(held.map(({ ended }) => ended))
    expect((await get('/v1/products?limit=1')).status).toBe(200)
    await serving.close()
    await shop.close()
  })
})
