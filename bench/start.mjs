// The benchmark from a fresh checkout: builds what is measured, installs the peers when needed, and runs.
import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('..', import.meta.url))

/** The file that npm writes at the end of an installation. */
const installed = `${here}node_modules/.package-lock.json`
const locked = `${here}package-lock.json`

/** @param {string[]} args */
const npm = (...args) => execFileSync('npm', args, { cwd: root, stdio: 'inherit' })

npm('run', '--silent', 'build')
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(locked).mtimeMs) npm('--prefix', 'bench', 'ci')
const { main } = await import('./run.mjs')
process.exitCode = await main(process.argv.slice(2))
