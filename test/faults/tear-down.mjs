import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import tearDown from '../support/tear-down.mjs'

/** Prints the figures of all faults as one table, and does what is done after all tests. */
export default async function printFigures(...options) {
  await tearDown(...options)
  const file = process.env.ENDWARE_TEST_FIGURES
  if (!existsSync(file)) return
  const rows = readFileSync(file, 'utf8').split('\n').slice(0, -1).map(JSON.parse)
  const cells = [
    ['fault', 's', 'requests/s', 'answers', 'p50 ms', 'p99 ms', 'slowest ms', 'p50, p99 without', 'more'],
    ...rows.map(({ fault, load, baseline, more = {} }) => [
      fault,
      load.seconds.toFixed(0),
      load.rate.toFixed(0),
      listOf(load.answers),
      load.p50,
      load.p99,
      load.slowest,
      baseline ? `${baseline.p50}, ${baseline.p99}` : '',
      listOf(more),
    ]),
  ]
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => String(row[column]).length)))
  const lines = cells.map((row) => `| ${row.map((cell, column) => String(cell).padEnd(widths[column])).join(' | ')} |`)
  lines.splice(1, 0, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`)
  const quiet = process.env.ENDWARE_TEST_QUIET === 'yes'
  process.stdout.write(`\n${lines.join('\n')}\n\nBars of time and memory: ${quiet ? 'checked' : notChecked}.\n`)
  rmSync(dirname(file), { recursive: true })
}

const notChecked = 'not checked, because the machine had other work at the start'

function listOf(values) {
  return Object.entries(values)
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ')
}
