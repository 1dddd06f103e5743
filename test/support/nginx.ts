import { execFileSync } from 'node:child_process'
import { describe } from '@jest/globals'
import { serverUrl } from './database.js'

/** Describes what needs the program nginx and a PostgreSQL server; skipped when one is missing. */
export function describeBehindNginx(name: string, body: () => void): void {
  if (isInstalled() && serverUrl) describe(name, body)
  else describe.skip(`${name} (skipped: it needs PostgreSQL and the program nginx, and one is missing)`, body)
}

function isInstalled(): boolean {
  try {
    execFileSync('nginx', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
