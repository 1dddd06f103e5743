import { httpComparisons } from './http/measure.mjs'
import { loadGenerator } from './load/generator.mjs'
import { microComparisons } from './micro/measure.mjs'
import { readOptions, usage } from './options.mjs'
import { currentNode, nodeOf } from './process/nodes.mjs'
import { writeReport } from './report/report.mjs'
import { show } from './report/terminal.mjs'
import { all, keep } from './results.mjs'
import { serviceComparisons } from './service/measure.mjs'
import { typeComparisons } from './types/measure.mjs'

/**
 * The circumstances of a measurement.
 *
 * @typedef {object} Run
 * @property {import('./process/nodes.mjs').NodeVersion} node
 * @property {import('./load/generator.mjs').Generator} load
 * @property {import('./options.mjs').Options} options
 */

/** A comparison that has not been made yet. @typedef {{ name: string, make: () => Promise<import('./comparison.mjs').Comparison> }} Planned */

/** @type {Record<string, (run: Run) => Planned[] | AsyncIterable<Planned>>} */
const sources = {
  micro: microComparisons,
  http: httpComparisons,
  service: serviceComparisons,
  types: typeComparisons,
}

/** Runs the benchmark. @returns {Promise<number>} the exit code: 1 when a comparison failed */
export async function main(/** @type {string[]} */ argv) {
  let options
  try {
    options = readOptions(argv)
  } catch (error) {
    process.stderr.write(`${/** @type {Error} */ (error).message}\n\n${usage}\n`)
    return 2
  }
  const started = performance.now()
  const load = loadGenerator(options.quick)
  let failures = 0
  try {
    for (const node of options.nodes.length === 0 ? [currentNode] : options.nodes.map(nodeOf)) {
      print(`\nNode ${node.version}, ${load.name}${options.quick ? ', quick: no figures to quote' : ''}`)
      failures += await measureOn(
        { node, load, options },
        ['npm run bench', ...(argv.length === 0 ? [] : ['--', ...argv])].join(' '),
      )
    }
  } finally {
    await load.stop()
  }
  const results = options.quick ? [] : await all()
  if (results.length > 0) await writeReport(results, load.name)
  print(`\n${failures} comparisons failed; ${((performance.now() - started) / 60_000).toFixed(1)} minutes.`)
  return failures === 0 ? 0 : 1
}

/** Makes all comparisons on one version of Node. One that fails does not stop the others. @returns {Promise<number>} the failed ones */
async function measureOn(/** @type {Run} */ run, /** @type {string} */ command) {
  const { only, match, quick } = run.options
  let failures = 0
  for (const [group, source] of Object.entries(sources)) {
    if (only.length > 0 && !only.includes(group)) continue
    for await (const { name, make } of source(run)) {
      if (match.length > 0 && !match.some((part) => name.includes(part))) continue
      try {
        const comparison = await make()
        print(show(comparison))
        if (!quick) await keep(run.node.version, [{ ...comparison, command }])
      } catch (error) {
        failures += 1
        print(`\nFAILED ${group} ${name}: ${error instanceof Error ? error.message : error}`)
      }
    }
  }
  return failures
}

function print(/** @type {string} */ text) {
  process.stdout.write(`${text}\n`)
}
