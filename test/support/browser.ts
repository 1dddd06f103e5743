import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe } from '@jest/globals'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const executablePath = '/usr/bin/chromium'

/** The screens on which pages are tested. */
export const screens: readonly (readonly [name: string, screen: BrowserContextOptions])[] = [
  ['light, on a desk', { colorScheme: 'light', viewport: { width: 1280, height: 800 } }],
  ['dark, on a phone', { colorScheme: 'dark', viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }],
]

/** Describes tests that need a browser. They are skipped where Debian's Chromium is not installed. */
export function describeInBrowser(name: string, body: () => void): void {
  if (existsSync(executablePath)) describe(name, body)
  else describe.skip(`${name} (skipped: it needs ${executablePath}, and there is none)`, body)
}

/** Opens a browser with a new profile, which is removed when it closes. Its contexts share nothing. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    chromiumSandbox: false,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** Returns the findings of axe on a page. Debugging tools may run a script even if the policy of the page forbids scripts. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  return page.evaluate(
    `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, impact, nodes }) => [id, impact, nodes[0].html].join(': ')))`,
  )
}
