import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import type { Database } from '../../repository/database.js'
import { describeInBrowser, openBrowser } from '../support/browser.js'
import { openTestDatabase } from '../support/database.js'
import { orderDesk, paymentOf } from '../support/order-desk.js'
import { type Serving, serve } from '../support/serve.js'
import { type StoredShop, shopOn } from '../support/shop.js'
import { tokenOf } from '../support/tokens.js'

describeInBrowser('EventSource in a browser', () => {
  let database: Database
  let shop: StoredShop
  let serving: Serving
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    database = await openTestDatabase({ seed: false })
    shop = shopOn(database)
    serving = await serve(shop.app)
    browser = await openBrowser()
    // The pages of the shop load nothing; this one stands for a page of an application on the same origin.
    const context = await browser.newContext({ bypassCSP: true })
    page = await context.newPage()
    await page.goto(serving.url)
  })
  afterAll(async () => {
    await browser?.close()
    await serving?.close()
    await shop?.close()
  })

  test('watches an order with a session cookie through a broken connection', async () => {
    const { order } = await orderDesk(database).ordered('ann')
    const source = `new EventSource('/v1/orders/${order.id}/events')`
    const url = new RegExp(`/v1/orders/${order.id}/events$`)

    // Without the cookie, EventSource gives up at the 401.
    expect(
      await page.evaluate(`new Promise((done) => { const s = ${source}; s.onerror = () => done(s.readyState) })`),
    ).toBe(2)

    const token = await tokenOf('ann', ['orders:read', 'orders:write'])
    const begun = `fetch('/v1/session', { method: 'POST', headers: { Authorization: 'Bearer ${token}' } }).then((a) => a.status)`
    expect(await page.evaluate(begun)).toBe(204)
    expect(await page.evaluate('document.cookie')).toBe('')

    await page.evaluate(`{
      window.received = []
      window.source = ${source}
      source.onmessage = ({ lastEventId, data }) => received.push([lastEventId, JSON.parse(data).type])
    }`)
    const until = (count: number) => page.waitForFunction(`received.length >= ${count}`)
    await until(1)
    const back = page.waitForRequest((request) => url.test(request.url()))
    serving.server.closeAllConnections()
    await shop.orders.pay(paymentOf(order))
    expect((await (await back).allHeaders())['last-event-id']).toBe('1')
    await until(2)

    const gone = page.waitForResponse((response) => url.test(response.url()) && response.status() === 204)
    await shop.orders.ship(order.id)
    await shop.orders.deliver(order.id)
    await until(4)
    expect(await page.evaluate('received')).toEqual([
      ['1', 'order.placed'],
      ['2', 'order.paid'],
      ['3', 'order.shipped'],
      ['4', 'order.delivered'],
    ])
    // The browser comes back after the end, learns that nothing more comes, and stays away.
    await gone
    await page.waitForFunction('source.readyState === 2')
    expect(shop.watches.held.watches).toBe(0)
  })
})
