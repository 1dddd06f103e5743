import { expect, test } from '@jest/globals'
import { dependencyReadiness } from '../../service/dependency-readiness.js'
import { startingReadiness } from '../../service/readiness.js'
import { describeOnPostgresql, openTestDatabase } from '../support/database.js'
import { deferred } from '../support/deferred.js'
import { firstResult } from '../support/first-result.js'
import { serve } from '../support/serve.js'
import { shopOn } from '../support/shop.js'

describeOnPostgresql('a pool without a free connection', () => {
  /** A shop whose only connection is busy until it is released. @param acquireTimeoutMs @default a time that no test reaches */
  async function exhausted(options: { readonly acquireTimeoutMs?: number } = {}) {
    const database = await openTestDatabase({ seed: false, poolMax: 1, ...options })
    await firstResult(database.ping)
    const readiness = startingReadiness()
    for (const part of ['database', 'migrations', 'service']) readiness.set(part, { ready: true })
    const settings = { brokerUrl: 'amqp://broker.example', cache: undefined, redisUrl: undefined, issuer: undefined }
    dependencyReadiness(readiness, settings, undefined)
    const shop = shopOn(database, undefined, { readParts: readiness.parts })
    const serving = await serve(shop.app)
    const [holds, release] = [deferred(), deferred()]
    const ended = database.knex.transaction(async (transaction) => {
      await transaction.raw('select 1')
      holds.resolve()
      await release.promise
    })
    await holds.promise
    return {
      get: (path: string) => fetch(serving.url + path),
      async release() {
        release.resolve()
        await ended
      },
      async close() {
        await serving.close()
        await shop.close()
      },
    }
  }

  test('answers health while requests wait for a connection', async () => {
    const { get, release, close } = await exhausted()
    const waiting = Array.from({ length: 40 }, () => get('/v1/products?limit=1'))
    let answered = 0
    for (const each of waiting) void each.then(() => (answered += 1))
    const health = await Promise.all([get('/livez'), get('/readyz')])
    expect(health.map(({ status }) => status)).toEqual([200, 200])
    expect(await health[1]?.json()).toMatchObject({ status: 'ready', degraded: ['broker'] })
    expect(answered).toBe(0)
    await release()
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(waiting.map(() => 200))
    await close()
  })

  test('gives requests that wait too long a 503 with Retry-After, and answers later ones', async () => {
    const { get, release, close } = await exhausted({ acquireTimeoutMs: 50 })
    const answers = await Promise.all(Array.from({ length: 40 }, () => get('/v1/products?limit=1')))
    expect(answers.map(({ status, headers }) => [status, headers.has('retry-after')])).toEqual(
      answers.map(() => [503, true]),
    )
    await release()
    expect((await get('/v1/products?limit=1')).status).toBe(200)
    await close()
  })
})
