import { expect, test } from '@jest/globals'
import { startingReadiness } from '../../service/readiness.js'
import { describeOnPostgresql, openTestDatabase } from '../support/database.js'
import { newProduct } from '../support/example-products.js'
import { onQuietMachine, report } from '../support/faults/figures.js'
import { figuresOf } from '../support/faults/steady-load.js'
import { rounds, tally } from '../support/rounds.js'
import { serve } from '../support/serve.js'
import { shopOn } from '../support/shop.js'
import { asAssistant } from '../support/tokens.js'

describeOnPostgresql('a pool with 200 slow changes', () => {
  test('gives late ones 503 with Retry-After, and answers health', async () => {
    const database = await openTestDatabase({ seed: false, poolMax: 10, acquireTimeoutMs: rounds(1_500, 5_000) })
    await database.knex.raw(`
      create function take_a_second() returns trigger language plpgsql as 'begin perform pg_sleep(1); return new; end';
      create trigger take_a_second before insert on products for each row execute function take_a_second()`)
    const readiness = startingReadiness()
    for (const part of ['database', 'migrations', 'service']) readiness.set(part, { ready: true })
    const shop = shopOn(database, undefined, { readParts: readiness.parts })
    const serving = await serve(shop.app)
    const headers = { ...asAssistant, 'Content-Type': 'application/json' }
    const start = performance.now()
    const times: number[] = []
    const changes = Array.from({ length: 200 }, async () => {
      const request = { method: 'POST', headers, body: JSON.stringify(newProduct()) }
      return fetch(`${serving.url}/v1/products`, request).finally(() => times.push(performance.now() - start))
    })
    const health = await Promise.all(['/livez', '/readyz'].map((path) => fetch(serving.url + path)))
    expect(health.map(({ status }) => status)).toEqual([200, 200])
    const healthMs = Math.round(performance.now() - start)

    const answers = await Promise.all(changes)
    const load = figuresOf(times, tally(answers.map(({ status }) => String(status))), Math.max(...times) / 1_000)
    report({ fault: 'T14 pool of 10, 200 changes of 1 s', load, more: { 'health after ms': healthMs } })
    // The last change that got a connection in time takes a second more.
    onQuietMachine(() => expect(load.slowest).toBeLessThanOrEqual(7_000))
    const kinds = answers.map(({ status, headers }) => `${status} ${headers.has('retry-after')}`)
    expect(new Set(kinds)).toEqual(new Set(['201 false', '503 true']))
    const added = kinds.filter((kind) => kind === '201 false')
    expect(await database.knex('products').count()).toEqual([{ count: added.length }])
    expect((await fetch(`${serving.url}/v1/products?limit=1`)).status).toBe(200)
    await serving.close()
    await shop.close()
  })
})
