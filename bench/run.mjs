import { readArguments, usage } from './arguments.mjs'
import { efforts } from './effort.mjs'
import { measureGrowth } from './growth/measure.mjs'
import { measureHttp } from './http/measure.mjs'
import { loadGenerator } from './load/generator.mjs'
import { measureMicro } from './micro/measure.mjs'
import { NodeRun } from './node-run.mjs'
import { currentNode, nodeOf } from './process/nodes.mjs'
import { show } from './report/terminal.mjs'
import { writeReport } from './report/write-report.mjs'
import { ResultFolder } from './result-folder.mjs'
import { measureService } from './service/measure.mjs'

/** What can be run alone. @type {Record<string, (run: NodeRun) => Promise<void>>} */
const measures = {
  micro: (run) => measureMicro('micro', run),
  http: measureHttp,
  service: measureService,
  growth: measureGrowth,
}

/** Runs the benchmark. @returns {Promise<number>} the exit code: 1 when something is broken or answers differently */
export async function main(/** @type {string[]} */ argv) {
  let told
  try {
    told = readArguments(argv)
  } catch (error) {
    process.stderr.write(`${/** @type {Error} */ (error).message}\n\n${usage}\n`)
    return 2
  }
  const { quick, only, match, nodes, out } = told
  const started = performance.now()
  const load = loadGenerator(quick)
  const folder = new ResultFolder(quick ? 'quick' : 'full')
  if (quick || (only.length === 0 && match.length === 0 && nodes.length === 4)) await folder.clear()
  const wants = (/** @type {string} */ group, /** @type {string} */ name) =>
    (only.length === 0 || only.includes(group)) && (match.length === 0 || match.some((part) => name.includes(part)))
  /** @type {string[]} */
  const failures = []
  try {
    for (const node of nodes.length === 0 ? [currentNode] : nodes.map(nodeOf)) {
      print(`\nNode ${node.version}, ${load.name}${quick ? ', quick: indications only' : ''}`)
      const effort = quick ? efforts.quick : efforts.full
      const onFailure = (/** @type {string} */ text) => print(`\nFAILED: ${text}`)
      const run = new NodeRun({ node, effort, load, wants, onComparison: (one) => print(show(one)), onFailure })
      for (const [group, measure] of Object.entries(measures)) {
        if (only.length === 0 || only.includes(group)) await measure(run)
        await folder.keep(node, run.comparisons, commandOf(argv))
      }
      failures.push(...run.failures)
    }
  } finally {
    await load.stop()
  }
  const report = out ?? (quick ? undefined : new URL('../docs/benchmarks.md', import.meta.url))
  if (report !== undefined) await writeReport(report, await folder.all(), load.name)
  for (const failure of failures) print(`FAILED: ${failure.split('\n')[0]}`)
  const minutes = Math.round((performance.now() - started) / 6000) / 10
  print(`\n${failures.length === 0 ? 'Everything answered alike' : `${failures.length} failed`}; ${minutes} minutes.`)
  return failures.length === 0 ? 0 : 1
}

/** What somebody would type. */
function commandOf(/** @type {string[]} */ argv) {
  return ['npm run bench', ...(argv.length === 0 ? [] : ['--', ...argv])].join(' ')
}

function print(/** @type {string} */ text) {
  process.stdout.write(`${text}\n`)
}
