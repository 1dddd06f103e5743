import { existsSync } from 'node:fs'
import { describe } from '@jest/globals'
import { type Browser, chromium } from 'playwright-core'

const executablePath = '/usr/bin/chromium'

/** Describes what needs a browser; skipped where Debian's Chromium is not installed. */
export function describeInBrowser(name: string, body: () => void): void {
  if (existsSync(executablePath)) describe(name, body)
  else describe.skip(`${name} (skipped: it needs ${executablePath}, and there is none)`, body)
}

/** A browser with a new profile of its own, which closing it removes. What it opens as a context knows nothing of its other contexts. */
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
