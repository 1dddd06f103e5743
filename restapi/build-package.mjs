import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Builds what is published: ES modules and CommonJS, each with its types, and nothing that has no source any more.

const here = dirname(fileURLToPath(import.meta.url))
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')

/** @param {string[]} args */
const compile = (...args) => execFileSync(process.execPath, [compiler, ...args], { cwd: here, stdio: 'inherit' })

rmSync(join(here, 'dist', 'cjs'), { recursive: true, force: true })
compile('-b')
compile('-p', 'tsconfig.cjs.json')
writeFileSync(join(here, 'dist', 'cjs', 'package.json'), '{ "type": "commonjs" }\n')

const built = join(here, 'dist', 'esm')
for (const file of readdirSync(built, { encoding: 'utf8', recursive: true })) {
  const source = join(here, 'src', file.replace(/(?:\.d)?\.(c?)[jt]s$/, '.$1ts'))
  if (!existsSync(source)) rmSync(join(built, file), { recursive: true })
}
