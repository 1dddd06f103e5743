import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { until } from '../support/broker.js'
import { describeOnPostgresql, placeOnPostgresql } from '../support/database.js'
import { newProduct } from '../support/example-products.js'
import { FaultyService } from '../support/faults/faulty-service.js'
import { report } from '../support/faults/figures.js'
import { type LoadRequest, loadDuring } from '../support/faults/steady-load.js'
import { sumOf } from '../support/scraped.js'
import { undoAfterEach } from '../support/undo-after-each.js'

const minutes = Number(process.env.SOAK_MINUTES || 30)
const ratePerSecond = Number(process.env.SOAK_RATE || 200)

/** A module that Node loads before the service: at this signal, it collects garbage. */
const collector = `data:text/javascript,process.on('SIGUSR2', () => { gc(); console.log('{"collected":true}') })`

describeOnPostgresql('a service under load for a long time', () => {
  const undo = undoAfterEach()
  test(
    `holds no more memory and no more handles after ${minutes} minutes than after a tenth of them`,
    async () => {
      const place = await placeOnPostgresql()
      undo.push(() => place.drop())
      const node = ['--expose-gc', '--import', collector]
      const service = await FaultyService.start({ DATABASE_URL: place.url ?? '' }, node)
      undo.push(() => service.stop())
      const product = await service.added(newProduct({ stock: 1_000_000_000 }))
      let collections = 0
      /** The heap after a collection, in MiB, and the handles. */
      const held = async () => {
        collections += 1
        service.signal('SIGUSR2')
        await until(() => service.output.split('{"collected":true}').length > collections)
        const samples = await service.metrics()
        return {
          heap: sumOf(samples, 'nodejs_heap_size_used_bytes') / 2 ** 20,
          handles: sumOf(samples, 'nodejs_active_handles_total'),
        }
      }
      let early = { heap: 0, handles: 0 }
      let late = early
      const requests = mixed(product, service.headers)
      const load = await loadDuring({ url: service.url, rate: ratePerSecond, requests }, async () => {
        await pause(minutes * 6_000)
        early = await held()
        await pause(minutes * 54_000)
        late = await held()
      })
      const more = { 'heap MiB': text(early.heap, late.heap), handles: text(early.handles, late.handles) }
      report({ fault: `T18 ${minutes} minutes`, load, more })
      expect(Object.keys(load.answers).sort()).toEqual(['200', '201', '304', '404'])
      expect(service.records('error')).toEqual([])
      expect(service.output).not.toContain('MaxListenersExceeded')
      expect(late.heap).toBeLessThanOrEqual(early.heap * 1.1)
      // Connections of the load come and go a little.
      expect(late.handles).toBeLessThanOrEqual(early.handles + 20)
    },
    minutes * 60_000 + 120_000,
  )
})

/** Reads in both formats, reads that find nothing new or nothing at all, and orders. */
function mixed(product: string, headers: LoadRequest['headers'] = {}): LoadRequest[] {
  const path = `/v1/products/${product}`
  const lines = JSON.stringify({ lines: [{ productId: product, quantity: 1 }] })
  return [
    { path },
    { path: '/v1/products?limit=20' },
    { path, headers: { Accept: 'application/xml' } },
    { path: '/v1/products?limit=5&sort=-createdAt', headers: { Accept: 'application/xml' } },
    { path: `/v1/products/${randomUUID()}` },
    { path, headers: { 'If-None-Match': '*' } },
    { path: '/v1/orders?limit=5', headers },
    { method: 'POST', path: '/v1/orders', headers: { ...headers, 'Idempotency-Key': '"soak-{number}"' }, body: lines },
  ]
}

function text(early: number, late: number): string {
  return `${early.toFixed(0)}, then ${late.toFixed(0)}`
}
