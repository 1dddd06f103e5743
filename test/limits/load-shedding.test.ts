import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { createServer } from '@endware/restapi'
import { afterEach, describe, expect, test } from '@jest/globals'
import express from 'express'
import { uncalledCatalogue } from '../../api/products/uncalled-catalogue.js'
import { eventLoopDelay } from '../../limits/event-loop-delay.js'
import type { LimitEvent } from '../../limits/limit-event.js'
import { loadShedding } from '../../limits/load-shedding.js'
import { parseXml } from '../support/both-formats.js'
import { until } from '../support/broker.js'
import { deferred } from '../support/deferred.js'
import { expectRecords } from '../support/expect-records.js'
import { limitedShop } from '../support/limited-shop.js'
import { type Serving, serve } from '../support/serve.js'

const origin = 'https://shop.example'
let servings: Serving[] = []
afterEach(async () => {
  for (const each of servings.splice(0)) await each.close()
  servings = []
})

/** A shop with at most two requests at once, whose reads of a product wait for `answer`. */
async function slowShop() {
  const answer = deferred<never>()
  let reads = 0
  const catalogue = {
    ...uncalledCatalogue,
    read: () => {
      reads += 1
      return answer.promise
    },
  }
  const shop = limitedShop({ maxRequests: 2 }, { catalogue, corsOrigins: [origin] })
  const serving = await serve(shop.app, createServer)
  servings.push(serving)
  const url = `${serving.url}/v1/products/1`
  const slow = () => fetch(url).then(({ status }) => status)
  return { ...shop, answer, serving, url, slow, reads: () => reads }
}

describe('too many requests at once', () => {
  test('get a 503 with Retry-After in JSON and XML before any work', async () => {
    const { slow, url, reads, answer, counted, events } = await slowShop()
    const admitted = [slow(), slow()]
    await until(() => reads() === 2)
    const json = await fetch(url, {
      method: 'PUT',
      body: 'not read',
      headers: { Authorization: 'Bearer not.verified' },
    })
    expect([json.status, json.headers.get('retry-after')]).toEqual([503, '2'])
    expect(await json.json()).toMatchObject({ status: 503 })
    const xml = await fetch(url, { headers: { Accept: 'application/xml' } })
    expect([xml.status, await parseXml(await xml.text())]).toEqual([503, expect.objectContaining({ status: '503' })])
    expect(reads()).toBe(2)
    answer.reject(new Error('the end of the test'))
    expect(await Promise.all(admitted)).toEqual([500, 500])
    expect(await slow()).toBe(500)
    expect(counted).toEqual(['shed requests', 'shed requests'])
    expect(events).toEqual([expect.objectContaining({ name: 'shedding-began', reason: 'requests', requests: 2 })])
  })

  test('have no record each, and can be read by pages of allowed origins', async () => {
    const { slow, url, reads, answer, log } = await slowShop()
    const admitted = [slow(), slow()]
    await until(() => reads() === 2)
    const refused = await fetch(url, { headers: { Origin: origin } })
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([503, origin])
    expect(await refused.json()).toMatchObject({ requestId: refused.headers.get('x-request-id') })
    answer.reject(new Error('the end of the test'))
    await Promise.all(admitted)
    await until(() => log.records.length >= 2)
    expect(log.records.map((record) => record['http.response.status_code'])).toEqual([500, 500])
  })

  test('health is answered, and a client that leaves makes room', async () => {
    const { slow, url, serving, reads, answer } = await slowShop()
    const leaving = new AbortController()
    const admitted = [slow(), fetch(url, { signal: leaving.signal }).catch(() => undefined)]
    await until(() => reads() === 2)
    expect((await fetch(`${serving.url}/livez`)).status).toBe(200)
    leaving.abort()
    const next = slow()
    await until(async () => reads() === 3 || (await Promise.race([next, 'pending'])) !== 'pending')
    answer.reject(new Error('the end of the test'))
    await Promise.all([...admitted, next])
  })
})

describe('shedding', () => {
  const response = () => ({ once: () => undefined }) as never

  test('a late event loop sheds load, and the end is reported once with the number of refusals', async () => {
    const events: LimitEvent[] = []
    const delay = { current: 0, forget: () => undefined, stop: () => undefined }
    const options = { maxRequests: undefined, maxDelay: 100, onEvent: (event: LimitEvent) => events.push(event) }
    const { shed, close } = loadShedding({ ...options, delay, calm: 10 })
    const outcomes: unknown[] = []
    const ask = () => shed({} as never, response(), (error?: unknown) => outcomes.push(error))
    ask()
    delay.current = 101
    ask()
    ask()
    delay.current = 100
    ask()
    expect(outcomes.map((error) => (error === undefined ? 'admitted' : 'shed'))).toEqual([
      'admitted',
      'shed',
      'shed',
      'admitted',
    ])
    await until(() => events.length === 2)
    expect(events).toMatchObject([
      { name: 'shedding-began', reason: 'event-loop-delay', delay_ms: 101 },
      { name: 'shedding-ended', shed: 2 },
    ])
    expectRecords(events, ['shedding-began', 'shedding-ended'])
    close()
  })

  test('a late event loop is no reason while no request is under way', () => {
    const delay = { current: 2_000, forget: () => undefined, stop: () => undefined }
    const shedding = loadShedding({ maxRequests: undefined, maxDelay: 100, onEvent: () => undefined, delay })
    const outcomes: unknown[] = []
    const ask = () => shedding.shed({} as never, response(), (error?: unknown) => outcomes.push(error))
    ask()
    ask()
    expect(outcomes.map((error) => (error === undefined ? 'admitted' : 'shed'))).toEqual(['admitted', 'shed'])
    shedding.close()
  })

  test('a late event loop during the start is no reason', async () => {
    const { shed, begin, close } = loadShedding({ maxRequests: undefined, maxDelay: 10, onEvent: () => undefined })
    const ask = () => {
      let outcome: unknown
      shed({} as never, response(), (error?: unknown) => {
        outcome = error
      })
      return outcome
    }
    const blocked = performance.now() + 300
    while (performance.now() < blocked);
    await until(() => ask() !== undefined)
    begin()
    expect(ask()).toBeUndefined()
    close()
  })

  test('a stream that waits for events no longer counts', () => {
    const options = { maxRequests: 1, maxDelay: undefined, onEvent: () => undefined }
    const shedding = loadShedding(options)
    const stream = response()
    const outcomes: unknown[] = []
    const next = (error?: unknown) => outcomes.push(error)
    shedding.shed({} as never, stream, next)
    shedding.release({} as never, stream, next)
    shedding.shed({} as never, response(), next)
    expect(outcomes).toEqual([undefined, undefined, undefined])
    expect(shedding.requests).toBe(1)
    shedding.close()
  })

  test('a request counts until its stream waits or its answer ends, and each only once', async () => {
    const shedding = loadShedding({ maxRequests: undefined, maxDelay: undefined, onEvent: () => undefined })
    const responses: ServerResponse[] = []
    const app = express().use(shedding.shed, (_, response) => void responses.push(response))
    const serving = await serve(app)
    servings.push(serving)
    const answers = [fetch(serving.url), fetch(serving.url), fetch(serving.url)]
    await until(() => responses.length === 3)
    const [waiting, other, last] = responses as [ServerResponse, ServerResponse, ServerResponse]
    const release = (response: ServerResponse) => shedding.release({} as never, response as never, () => undefined)
    const end = async (response: ServerResponse) => {
      const closed = once(response, 'close')
      response.end()
      await closed
      return shedding.requests
    }
    release(waiting)
    release(waiting)
    expect(shedding.requests).toBe(2)
    expect(await end(waiting)).toBe(2)
    expect(await end(other)).toBe(1)
    release(other)
    expect(shedding.requests).toBe(1)
    expect(await end(last)).toBe(0)
    await Promise.all(answers)
    shedding.close()
  })

  test('the delay of the event loop grows while it is blocked, and falls afterwards', async () => {
    const delay = eventLoopDelay()
    const blocked = (milliseconds: number) => {
      const end = performance.now() + milliseconds
      while (performance.now() < end);
    }
    blocked(200)
    await until(() => delay.current > 1)
    const most = delay.current
    await until(() => delay.current < most)
    delay.stop()
  })
})
