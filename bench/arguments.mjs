import { parseArgs } from 'node:util'
import { groups } from './comparison.mjs'

/**
 * What the command was told.
 *
 * @typedef {object} Arguments
 * @property {boolean} quick
 * @property {string[]} only groups
 * @property {string[]} match parts of names
 * @property {number[]} nodes major versions; none for the Node that runs this
 * @property {string | undefined} out where to write the report
 */

export const usage = `npm run bench -- [--quick] [--only ${groups.join('|')}] [--match NAME] [--node 20,24] [--out FILE]

  --quick   a minute or two on this Node, to see that everything works; writes no report unless told where
  --only    these groups alone, with commas between them
  --match   these comparisons alone, by parts of their names: small,read-order
  --node    major versions of Node, fetched through npx; all of 20,22,24,26 unless quick
  --out     the report; docs/benchmarks.md unless quick

A run keeps what it measured in bench/results/, and the report is made of everything there.`

/** @returns {Arguments} @throws TypeError for what cannot be understood */
export function readArguments(/** @type {string[]} */ argv) {
  const text = /** @type {const} */ ({ type: 'string', default: '' })
  const { values } = parseArgs({
    args: argv,
    options: {
      quick: { type: 'boolean', default: false },
      only: text,
      match: text,
      node: text,
      out: { type: 'string' },
    },
  })
  const only = listOf(values.only)
  for (const group of only) {
    if (!groups.some((name) => name === group)) throw new TypeError(`--only: there is no group ${group}`)
  }
  const nodes = listOf(values.node).map(Number)
  if (nodes.some((major) => !Number.isInteger(major))) throw new TypeError('--node: major versions, such as 20,24')
  const { quick, out } = values
  return { quick, only, match: listOf(values.match), nodes: nodes.length > 0 || quick ? nodes : [20, 22, 24, 26], out }
}

function listOf(/** @type {string} */ text) {
  return text.split(',').filter((part) => part !== '')
}
