import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { estimate } from '../statistics.mjs'
import { programs, routes } from './programs.mjs'

/** The compilers: that of the repository, and the last one that is written in JavaScript. */
const compilers = [
  { title: 'TypeScript 7', path: '../../node_modules/typescript/bin/tsc' },
  { title: 'TypeScript 5.9', path: '../node_modules/typescript-5/bin/tsc' },
]

/** Plans the cost of type-checking routes with contracts. It does not depend on Node. @returns {import('../run.mjs').Planned[]} */
export function typeComparisons(/** @type {import('../run.mjs').Run} */ { node, options }) {
  return options.quick ? [] : [{ name: 'types', make: () => compare(node.executable, Math.min(options.rounds, 5)) }]
}

/**
 * Compiles the programs in turn, since the speed of a machine changes.
 *
 * @param {string} node
 * @param {number} rounds
 * @returns {Promise<import('../comparison.mjs').Comparison>}
 */
async function compare(node, rounds) {
  const folder = new URL('../results/types/', import.meta.url)
  try {
    for (const { name, program } of programs) {
      const own = new URL(`${name}/`, folder)
      await mkdir(own, { recursive: true })
      await writeFile(new URL('program.ts', own), program)
      await writeFile(new URL('tsconfig.json', own), JSON.stringify({ compilerOptions, files: ['program.ts'] }))
    }
    const checked = programs.map(({ name, title }) => ({
      name,
      title,
      checks: compilers.map(() => /** @type {Awaited<ReturnType<typeof check>>[]} */ ([])),
    }))
    for (let round = 0; round < rounds; round++) {
      for (const [at, { path }] of compilers.entries()) {
        for (const { name, checks } of checked) checks[at].push(await check(node, path, new URL(`${name}/`, folder)))
      }
    }
    const contestants = checked.map(({ name, title, checks }) => {
      /** @type {Record<string, string>} */
      const more = {}
      for (const [at, compiler] of compilers.entries()) {
        const perRoute = checks[at][0].instantiations / routes
        more[`${compiler.title}: instantiations a route`] = Math.round(perRoute).toLocaleString('en')
        more[`${compiler.title}: seconds`] = estimate(checks[at].map(({ seconds }) => seconds)).median.toFixed(1)
      }
      return { name, title, rounds: checks[compilers.length - 1].map(({ seconds }) => routes / seconds), more }
    })
    const title = `Type-checking ${routes} routes with contracts`
    return { group: 'types', name: 'types', title, unit: 'routes/s', reference: 'express-zod-api', contestants }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const compilerOptions = {
  target: 'es2023',
  module: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
  typeRoots: ['../../../node_modules/@types'],
}

/** @param {string} node @param {string} compiler @param {URL} folder @throws when the program has an error */
async function check(node, compiler, folder) {
  const script = fileURLToPath(new URL(compiler, import.meta.url))
  const args = [script, '-p', fileURLToPath(folder), '--extendedDiagnostics']
  const { stdout } = await promisify(execFile)(node, args, { maxBuffer: 1e7 }).catch((error) => {
    throw new Error(`${error.message}\n${String(error.stdout).slice(0, 2000)}`)
  })
  const number = (/** @type {RegExp} */ pattern) => Number(pattern.exec(stdout)?.[1]?.replaceAll(',', ''))
  return { instantiations: number(/^Instantiations:\s+([\d,]+)/m), seconds: number(/^Check time:\s+([\d.]+)s/m) }
}
