import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { describeInBrowser, openBrowser } from '../support/browser.js'
import { type Serving, serve } from '../support/serve.js'
import { openShop, type Shop } from '../support/shop.js'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe holds against Swagger UI itself, in the markup that it makes: links inside of the buttons that unfold operations, choices
 * of a parameter without a label, and contents that scroll without a tab stop of their own, which browsers give them by now.
 * Everything else that is serious or critical counts, in the viewer as around it.
 */
const knownOfTheViewer = [
  'nested-interactive: .opblock-summary-control',
  'select-name: .parameters-col_description > select',
  'scrollable-region-focusable: .microlight',
]

const desk = { width: 1280, height: 800 }
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
const screens: readonly (readonly [name: string, screen: BrowserContextOptions])[] = [
  ['light, on a desk', { colorScheme: 'light', viewport: desk }],
  ['dark, on a phone', { colorScheme: 'dark', ...phone }],
]

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

  test.each(screens)('an operation can be tried, %s', async (_, screen) => {
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
      const operation = page.locator('#operations-products-listProducts')
      await operation.locator('.opblock-summary-control').click()
      await operation.getByRole('button', { name: 'Try it out' }).click()
      await operation.getByPlaceholder('category').fill('')
      await operation.getByPlaceholder('limit').fill('2')
      await operation.getByRole('button', { name: 'Execute' }).click()
      const live = operation.locator('.live-responses-table .response')
      expect(await live.locator('.response-col_status').innerText()).toMatch(/^200/)
      const [url, content] = [operation.locator('.request-url pre'), live.locator('.highlight-code code').first()]
      expect(await url.innerText()).toBe(`${serving.url}/v1/products?sort=name&limit=2`)
      expect(JSON.parse(await content.innerText())).toHaveLength(2)

      await operation.getByLabel('Media type').first().selectOption('application/xml')
      await operation.getByRole('button', { name: 'Execute' }).click()
      await live.getByText('content-type: application/xml').waitFor()
      expect(await content.innerText()).toMatch(/^<\?xml [^>]*>\s*<products>/)

      expect(await page.evaluate('document.documentElement.matches(".dark-mode")')).toBe(screen.colorScheme === 'dark')
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
      expect(await violationsOn(page)).toEqual([])
      expect(complaints).toEqual([])
      expect([...hosts]).toEqual([new URL(serving.url).host])
    } finally {
      await context.close()
    }
  })

  test('a change of the preferred colours is followed', async () => {
    const context = await browser.newContext({ colorScheme: 'light', viewport: desk })
    try {
      const page = await context.newPage()
      await page.goto(`${serving.url}/docs`)
      await page.locator('.opblock').first().waitFor()
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.locator('html.dark-mode').waitFor()
      await page.emulateMedia({ colorScheme: 'light' })
      await page.locator('html:not(.dark-mode)').waitFor()
    } finally {
      await context.close()
    }
  })

  test.each(['/openapi.yaml', '/openapi.json'])('%s is shown, not downloaded', async (path) => {
    const context = await browser.newContext({ viewport: desk })
    try {
      const page = await context.newPage()
      await page.goto(serving.url + path)
      expect(await page.locator('main').innerText()).toContain('Endware shop')
      expect(await violationsOn(page)).toEqual([])
    } finally {
      await context.close()
    }
  })
})

/** What axe finds that keeps people out, but for what is known of the viewer. Debugging tools may run a script where the page may not. */
async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  const found: readonly (readonly [id: string, target: string, html: string])[] = await page.evaluate(
    `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations
      .filter(({ impact }) => ['serious', 'critical'].includes(impact))
      .flatMap(({ id, nodes }) => nodes.map(({ target, html }) => [id, target.join(' '), html])))`,
  )
  const isKnown = ([id, target]: readonly [string, string, string]) =>
    knownOfTheViewer.some((known) => known.startsWith(`${id}: `) && target.endsWith(known.slice(id.length + 2)))
  return found.filter((violation) => !isKnown(violation)).map((violation) => violation.join(' | '))
}
