import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { axeFindings, describeInBrowser, openBrowser, screens } from '../support/browser.js'
import { type Serving, serve } from '../support/serve.js'
import { openShop, type Shop } from '../support/shop.js'
import { assistantToken } from '../support/tokens.js'

let shop: Shop
let serving: Serving
beforeAll(async () => {
  shop = await openShop({})
  serving = await serve(shop.app)
})
afterAll(async () => {
  await serving?.close()
  await shop?.close()
})

describeInBrowser('/docs', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  test.each(screens)('operations are found and tried, %s', async (_, screen) => {
    const context = await browser.newContext(screen)
    try {
      const page = await context.newPage()
      const complaints: string[] = []
      const hosts = new Set<string>()
      page.on('console', (message) => complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('request', (sent) => hosts.add(new URL(sent.url()).host))

      await page.goto(`${serving.url}/`)
      await page.click('dd a[href="/docs"]')
      expect(page.url()).toBe(`${serving.url}/docs/`)
      expect(await faultsOf(page)).toEqual([])

      // The slash key leads to the search, the search to an operation
      await page.keyboard.press('/')
      await page.keyboard.type('get products id')
      expect(await page.locator('nav li:visible').allInnerTexts()).toEqual([expect.stringMatching(/^GET\s+A product$/)])
      await page.click('nav li:visible a')
      expect(await sent(page)).toBe('200 OK')
      expect(JSON.parse(await page.locator('#answer-content').innerText())).toMatchObject({ sku: 'CT-1001' })

      await page.goto(`${serving.url}/docs/listProducts`)
      await page.getByLabel('limit').fill('2')
      expect(await sent(page)).toBe('200 OK')
      expect(JSON.parse(await page.locator('#answer-content').innerText())).toHaveLength(2)
      await page.getByLabel('Accept').selectOption('application/xml')
      expect(await sent(page)).toBe('200 OK')
      expect(await page.locator('#answer-content').innerText()).toMatch(/^<\?xml [^>]*>\n<products>\n {2}<product>\n/)
      const url = `${serving.url}/v1/products?limit=2`
      const code = page.locator('[data-code]:visible')
      expect(await code.innerText()).toBe(`curl -i \\\n  -H 'Accept: application/xml' \\\n  '${url}'`)
      for (const language of ['JavaScript', 'Python']) {
        await page.getByRole('tab', { name: language }).click()
        expect(await code.innerText()).toContain(`"${url}"`)
      }
      await page.getByRole('tab', { name: '200' }).press('End')
      expect(await page.getByRole('tabpanel', { name: 'default' }).isVisible()).toBe(true)
      expect(await page.getByRole('tabpanel', { name: '200' }).isVisible()).toBe(false)
      expect(await faultsOf(page)).toEqual([])

      await page.goto(`${serving.url}/docs/createProduct`)
      await page.getByLabel('Format', { exact: true }).selectOption('application/xml')
      const content = page.locator('#body')
      await page.getByLabel('Token').fill(await assistantToken())
      await content.fill((await content.inputValue()).replace('LAN-1', unused()))
      expect(await sent(page)).toBe('201 Created')
      expect(await faultsOf(page)).toEqual([])

      // Chromium reports the status of the page that it has kept: the server knows better
      const statuses: number[] = []
      serving.server.prependOnceListener('request', (_request, response: ServerResponse) =>
        response.once('finish', () => statuses.push(response.statusCode)),
      )
      await page.reload()
      expect([statuses, await page.locator('#send').isEnabled()]).toEqual([[304], true])
      expect(complaints).toEqual([])
      expect([...hosts]).toEqual([new URL(serving.url).host])
    } finally {
      await context.close()
    }
  })

  test.each(['/openapi.yaml', '/openapi.json'])('%s is shown, not downloaded', async (path) => {
    const context = await browser.newContext()
    try {
      const page = await context.newPage()
      await page.goto(serving.url + path)
      expect(await page.locator('h1').innerText()).toBe('Endware shop')
      expect(await page.locator('pre').innerText()).toContain('"operationId": "listProducts"')
      expect(await faultsOf(page)).toEqual([])
    } finally {
      await context.close()
    }
  })
})

let skus = 0
function unused(): string {
  return `TRY-${++skus}`
}

/** Sends the request of the form, and returns the status of its answer. */
async function sent(page: Page): Promise<string | undefined> {
  await page.getByRole('button', { name: 'Send' }).click()
  const status = page.locator('#answer-status', { hasText: / ms$/ })
  await status.waitFor()
  return (await status.innerText()).split(' · ')[0]
}

/** Returns the findings of axe, and reports a page that is wider than the screen. */
async function faultsOf(page: Page): Promise<readonly string[]> {
  const isWider = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
  return [...(await axeFindings(page)), ...(isWider ? ['wider than the screen'] : [])]
}
