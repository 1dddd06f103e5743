import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { uncalledCatalogue } from '../../../api/products/uncalled-catalogue.js'
import { deferred } from '../../support/deferred.js'
import { newProduct } from '../../support/example-products.js'
import { serve } from '../../support/serve.js'
import { openShop, type Shop, shopOf } from '../../support/shop.js'
import { asAssistant } from '../../support/tokens.js'

const path = '/v1/products/import'
let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const send = (content: string | Buffer) =>
  request(shop.app).post(path).set(asAssistant).set('Content-Type', 'application/x-ndjson').send(content)

test('a file of more than 50 MiB is a 413, also when it is compressed', async () => {
  const content = `${'x'.repeat(60_000)}\n`.repeat(900)
  const { body } = await send(gzipSync(content)).set('Content-Encoding', 'gzip').expect(413)
  expect(body).toMatchObject({ type: 'about:blank', status: 413, detail: expect.stringContaining('52428800') })
})

test('a compressed file is imported', async () => {
  const content = gzipSync(JSON.stringify(newProduct({ category: 'Compressed' })))
  await send(content).set('Content-Encoding', 'gzip').expect(200)
  const { body } = await request(shop.app).get('/v1/products?category=Compressed').expect(200)
  expect(body).toHaveLength(1)
})

describe('two imports at once', () => {
  const head = (length: number) =>
    `POST ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: ${asAssistant.Authorization}\r\nContent-Type: text/csv\r\nContent-Length: ${length}\r\n\r\n`

  test('are the most: a third is a 503 until one of them ends', async () => {
    const serving = await serve(shop.app)
    const { port } = new URL(serving.url)
    const begun = [0, 1].map(() => connect(Number(port), '127.0.0.1'))
    for (const socket of begun) socket.write(`${head(100)}sku,`)
    const once = () =>
      fetch(serving.url + path, {
        method: 'POST',
        headers: { ...asAssistant, 'Content-Type': 'application/x-ndjson' },
        body: '\n',
      })
    const until = async (status: number): Promise<Response> => {
      for (;;) {
        const answer = await once()
        if (answer.status === status) return answer
        await answer.text()
      }
    }
    const refused = await until(503)
    expect(refused.headers.get('retry-after')).toBe('10')
    expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('no more than 2 files') })
    for (const socket of begun) socket.destroy()
    expect((await until(200)).status).toBe(200)
    await serving.close()
  })
})

test('an import stops when its client leaves', async () => {
  const [yielded, left] = [deferred<void>(), deferred<void>()]
  let batches = 0
  const { app } = shopOf({
    ...uncalledCatalogue,
    async *import() {
      try {
        for (;;) {
          batches += 1
          yield []
          if (batches === 1) yielded.resolve()
          await new Promise(setImmediate)
        }
      } finally {
        left.resolve()
      }
    },
  })
  const serving = await serve(app)
  const controller = new AbortController()
  const headers = { ...asAssistant, 'Content-Type': 'application/x-ndjson' }
  const sent = fetch(serving.url + path, { method: 'POST', headers, body: '{}\n', signal: controller.signal })
  await yielded.promise
  controller.abort()
  await expect(sent).rejects.toThrow()
  await left.promise
  await serving.close()
})
