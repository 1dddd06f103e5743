import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, expect, test } from '@jest/globals'
import { openDatabase } from '../../repository/database.js'
import type { Purchase } from '../support/crash/buyers.js'
import { checkLedger } from '../support/crash/check-ledger.js'
import { type DatabasePlace, testPlace } from '../support/database.js'
import { newProduct } from '../support/example-products.js'
import { report } from '../support/faults/figures.js'
import { figuresOf } from '../support/faults/steady-load.js'
import { rounds } from '../support/rounds.js'
import { ServiceProcesses } from '../support/service-process.js'
import { trialTokenOf } from '../support/tokens.js'

const services = new ServiceProcesses()
let place: DatabasePlace | undefined
afterAll(async () => {
  await services.clean()
  await place?.drop()
})

/** A module that Node loads before the service: it throws outside of every request when the process gets this signal. */
const fault = `data:text/javascript,process.on('SIGUSR2', () => { throw new Error('injected') })`

/** The pause between two orders, in milliseconds: 100 of them a second. */
const pause = 10

/** The acknowledged orders before the crash. */
const enough = rounds(100, 1_000)

test('an uncaught error under load: one record, exit code 1, and every acknowledged order is stored', async () => {
  place = await testPlace()
  const folder = place.url === undefined ? place.folder : await services.folder()
  const token = await trialTokenOf(folder)
  const env = { DATA_FOLDER: folder, ...(place.url !== undefined && { DATABASE_URL: place.url }) }
  const service = services.start({ env, node: ['--import', fault] })
  const url = await service.url()
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }
  const add = { method: 'POST', headers, body: JSON.stringify(newProduct({ stock: 100_000 })) }
  const { id: productId } = (await (await fetch(`${url}/v1/products`, add)).json()) as { id: string }

  const purchases: Purchase[] = []
  const times: number[] = []
  const acknowledged = () => purchases.filter(({ order }) => order !== undefined).length
  const lines = [{ productId, quantity: 2 }]
  async function order(key: string): Promise<void> {
    const request = {
      method: 'POST',
      headers: { ...headers, 'Idempotency-Key': `"${key}"` },
      body: JSON.stringify({ lines }),
    }
    const start = performance.now()
    const placed = await fetch(`${url}/v1/orders`, request)
      .then(async (answer) => (answer.status === 201 ? ((await answer.json()) as Purchase['order']) : undefined))
      .catch(() => undefined)
    times.push(performance.now() - start)
    purchases.push({ key, lines, order: placed })
  }
  const start = performance.now()
  let hasEnded = false
  const exit = service.exit().finally(() => {
    hasEnded = true
  })
  const sent: Promise<void>[] = []
  let isSignalled = false
  while (!hasEnded) {
    sent.push(order(`crash-${sent.length}`))
    if (!isSignalled && acknowledged() >= enough) {
      service.kill('SIGUSR2')
      isSignalled = true
    }
    await delay(pause)
  }
  await Promise.all(sent)
  const answers = { 201: acknowledged(), 'no answer': sent.length - acknowledged() }
  report({ fault: 'T20 an uncaught error', load: figuresOf(times, answers, (performance.now() - start) / 1_000) })

  expect(await exit).toBe(1)
  expect(service.records.filter((record) => record['event.action'] === 'crashed')).toEqual([
    expect.objectContaining({ 'error.message': 'injected', 'log.level': 'error' }),
  ])
  expect(service.stdout.endsWith('\n')).toBe(true)
  const { knex, close } = await openDatabase({ ...place, seed: false })
  const stock = new Map([[productId, 100_000]])
  const found = await checkLedger(knex, { purchases, paid: new Set(), stock, received: [] })
  expect(found).toMatchObject({ lost: [], keys: [], stock: [], events: [] })
  expect(acknowledged()).toBeGreaterThanOrEqual(enough)
  await close()
})
