import { endware, eventStream, html, json, ndjson, ok, problem, xml } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import type { Browser, BrowserContext, ConsoleMessage, Locator, Page } from 'playwright-core'
import { axeFindings, describeInBrowser, openBrowser, screens } from '../support/browser.js'
import { type Serving, serve } from '../support/serve.js'
import { openShop, type Shop } from '../support/shop.js'

let shop: Shop
let serving: Serving
let trial: Serving
beforeAll(async () => {
  shop = await openShop({})
  serving = await serve(shop.app)
  trial = await serve(trialApp())
})
afterAll(async () => {
  await trial?.close()
  await serving?.close()
  await shop?.close()
})

describeInBrowser('in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  describe.each(screens)('%s', (_name, screen) => {
    let context: BrowserContext
    let page: Page
    let complaints: string[]
    beforeAll(async () => {
      context = await browser.newContext(screen)
      page = await context.newPage()
      page.on('console', (message) => complaints.push(...complaintsIn(message)))
      page.on('pageerror', (error) => complaints.push(error.message))
    })
    afterAll(() => context?.close())

    async function visit(url: string): Promise<void> {
      complaints = []
      await page.goto(url)
    }

    /** Clicks a link, and waits until its target is loaded. */
    async function follow(link: string | Locator): Promise<void> {
      const loaded = page.waitForEvent('load')
      await (typeof link === 'string' ? page.locator(link) : link).click()
      await loaded
    }

    /** Returns the faults of the open page. */
    async function faults(): Promise<unknown> {
      const wider = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
      return { complaints, wider, violations: await axeFindings(page) }
    }
    const none = { complaints: [], wider: 0, violations: [] }

    test('a person goes from the root to the products, to their next page, and to one of them', async () => {
      await visit(`${serving.url}/`)
      expect(await page.title()).toMatch(/Endware shop$/)
      expect(await faults()).toEqual(none)
      await follow('dd a[href="/v1/products"]')
      expect(await page.locator('tbody tr').count()).toBe(20)
      const first = await page.locator('tbody tr').first().innerText()
      expect(await faults()).toEqual(none)
      await follow('nav a[rel=next]')
      expect(await page.locator('tbody tr').count()).toBe(20)
      expect(await page.locator('tbody tr').first().innerText()).not.toBe(first)
      await follow('nav a[rel=prev]')
      expect(await page.locator('tbody tr').first().innerText()).toBe(first)
      expect(await page.locator('nav a[rel=prev]').count()).toBe(0)

      await page.getByLabel('category').fill('Books')
      await page.getByLabel('sort').selectOption('-name')
      await follow(page.getByRole('button', { name: 'Show' }))
      expect(await page.locator('td[data-name=category]').allInnerTexts()).toEqual(Array(18).fill('Books'))
      expect(await faults()).toEqual(none)
      await follow('.filters a')
      const target = page.locator('tbody a').first()
      const path = await target.getAttribute('href')
      const name = await target.innerText()
      expect(await page.locator('td[data-name=price]').first().innerText()).toMatch(/^\d+\.\d\d EUR$/)
      await follow(target)
      expect(new URL(page.url()).pathname).toBe(path)
      expect(await page.locator('main h1').innerText()).toBe(name)
      expect(await page.locator('#changes ~ .formats code').first().innerText()).toContain(`-H 'If-Match: "1;json"'`)
      expect(await faults()).toEqual(none)
    })

    test('a kind of problem is a page under its title', async () => {
      await visit(`${serving.url}/problems`)
      expect(await faults()).toEqual(none)
      await follow('td a[href="/problems/sku-taken"]')
      expect(await page.locator('h1').innerText()).toBe('The SKU is taken')
      expect(await faults()).toEqual(none)
    })

    test('a failure is a page as well', async () => {
      for (const [path, title] of [
        ['/v1/products/none', 'Not Found'],
        ['/nowhere', 'Not Found'],
        ['/v1/products?limit=none&other=1', 'Bad Request'],
      ]) {
        await visit(serving.url + path)
        expect(await page.locator('h1').innerText()).toBe(title)
        expect(await faults()).toEqual(none)
      }
    })

    test('a page links to every other format', async () => {
      await visit(`${serving.url}/v1/products?limit=2`)
      const command = await page.locator('.formats code').first().innerText()
      expect(command).toBe(`curl -H 'Accept: application/json' '${serving.url}/v1/products?limit=2'`)
      await follow('.formats a:text-is("JSON")')
      expect(page.url()).toBe(`${serving.url}/v1/products?limit=2&format=json`)
      expect(JSON.parse(await page.locator('pre').innerText())).toHaveLength(2)
      await page.goBack()
      await follow('.formats a:text-is("XML")')
      expect(await page.evaluate('document.contentType')).toBe('application/xml')
      await page.goBack()
      for (const label of ['NDJSON', 'CSV']) {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.click(`.formats a:text-is("${label}")`),
        ])
        expect(download.url()).toBe(`${serving.url}/v1/products?limit=2&format=${label.toLowerCase()}`)
        await download.cancel()
      }
      expect(complaints).toEqual([])
    })

    test.each(['/order', '/stream', '/problem', '/wide', '/text'])('%s reads well', async (path) => {
      await visit(trial.url + path)
      expect(await faults()).toEqual(none)
    })

    test('branches open and close without a script', async () => {
      await visit(`${trial.url}/order`)
      const closed = page.locator('details:not([open]) > summary').first()
      const branch = closed.locator('xpath=..')
      const handle = await branch.elementHandle()
      expect(await handle?.evaluate((element) => element.hasAttribute('open'))).toBe(false)
      await closed.click()
      expect(await handle?.evaluate((element) => element.hasAttribute('open'))).toBe(true)
      expect(await page.evaluate('document.scripts.length')).toBe(0)
    })

    test('a page can be used by the keyboard alone, with a visible focus', async () => {
      await visit(`${trial.url}/order`)
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content')
      expect(await page.locator('.skip').boundingBox()).toMatchObject({ x: 0, y: 0 })
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
    })
  })
})

/** Returns the complaints of the browser, except those about the status of a failure. */
function complaintsIn(message: ConsoleMessage): string[] {
  const isStatus = message.text().startsWith('Failed to load resource: the server responded with a status of')
  return ['error', 'warning'].includes(message.type()) && !isStatus ? [message.text()] : []
}

/** Returns an application with values that are hard to lay out. */
function trialApp(): express.Express {
  const api = endware({
    codecs: [json(), xml(), ndjson(), eventStream(), html()],
    formatParameter: 'format',
    onFailure: () => undefined,
  })
  const routes = api.routes(Router())
  routes.get('/order', { summary: 'Read an order', description: 'An order as it was placed.', deprecated: true }, () =>
    ok({
      customer: {
        name: 'Ada',
        address: { street: '12 St James’s Square', geo: { lat: 51.5, lon: 0, height: 9, at: 1 } },
      },
      lines: [{ sku: 'CT-1001', price: { amount: 1290, currency: 'EUR' }, href: '/order', open: true, note: null }],
      tags: ['gift', ''],
      empty: {},
      matrix: [[1], [2, [3]]],
    })
      .withVersion('7')
      .withHeader('Cache-Control', 'private, max-age=60')
      .withLink('/order', { rel: 'self' }),
  )
  routes.get('/stream', async function* () {
    for (let n = 0; n < 200; n++) yield { n, square: n * n }
  })
  routes.get('/problem', () =>
    problem({ status: 409, type: '/order', title: 'Out of stock', errors: [{ pointer: '/a', detail: 'too many' }] }),
  )
  routes.get('/wide', () => [
    Object.fromEntries(
      Array.from({ length: 16 }, (_, n) => [`a-member-with-a-long-name-${n}`, `value-${'x'.repeat(30)}`]),
    ),
  ])
  routes.get('/text', () => ({
    [`name-${'n'.repeat(300)}`]: 'w'.repeat(3000),
    rtl: 'שלום',
    pair: { ['k'.repeat(39)]: 'v'.repeat(39) },
  }))
  return express().use(routes).use(api.fallback())
}
