import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { PartState } from '../../../api/health/readiness.js'
import { uncalledCatalogue } from '../../../api/products/uncalled-catalogue.js'
import { type Serving, serve } from '../../support/serve.js'
import { type Shop, shopOf } from '../../support/shop.js'

let parts: readonly PartState[] = []
let shop: Omit<Shop, 'close'>
let serving: Serving

beforeAll(async () => {
  shop = shopOf(uncalledCatalogue, { readParts: () => parts })
  serving = await serve(shop.app)
})
afterAll(() => serving.close())

const database = (ready: boolean): PartState => ({ name: 'database', ready, required: true })
const cache: PartState = { name: 'cache', ready: false, required: false, detail: 'it does not answer' }

test('/livez answers 200 when no part is ready', async () => {
  parts = [database(false)]
  const answer = await fetch(`${serving.url}/livez`)
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'alive' }])
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('/readyz answers 200 when each required part is ready, and names every part', async () => {
  parts = [database(true), cache]
  const answer = await fetch(`${serving.url}/readyz`)
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ready', degraded: ['cache'], parts }])
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('/readyz answers 503 with a problem that names the missing part, in JSON and XML', async () => {
  parts = [database(false), cache]
  const answer = await fetch(`${serving.url}/readyz`)
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2'])
  expect(await answer.json()).toMatchObject({
    type: '/problems/not-ready',
    detail: 'not ready: database',
    degraded: ['cache'],
    parts,
  })

  const other = await fetch(`${serving.url}/readyz`, { headers: { Accept: 'application/xml' } })
  expect([other.status, other.headers.get('content-type')]).toEqual([503, 'application/problem+xml; charset=utf-8'])
  expect(await other.text()).toContain('<i><name>database</name><ready>false</ready><required>true</required></i>')
})

test('an unready instance answers in the log of nobody: its state is no failure of a request', async () => {
  parts = [database(false)]
  const before = shop.log.text
  await fetch(`${serving.url}/readyz`)
  await fetch(`${serving.url}/livez`)
  expect(shop.log.text).toBe(before)
})
