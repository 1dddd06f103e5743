import { parseArgs } from 'node:util'

/** The groups of comparisons, in the order in which they run. */
export const groups = /** @type {const} */ (['micro', 'http', 'service', 'types'])

/**
 * The options of a run.
 *
 * @typedef {object} Options
 * @property {boolean} quick
 * @property {string[]} only groups; none means all
 * @property {string[]} match parts of names; none means all
 * @property {number[]} nodes major versions; none means the Node that runs this
 * @property {number} rounds the limit of rounds
 * @property {number} seconds a round of requests
 */

export const usage = `npm run bench -- [--quick] [--only ${groups.join('|')}] [--match NAME] [--node 20,24] [--rounds N]

  --quick   checks in a minute or two that everything works on this Node; writes no report
  --only    runs these groups, separated by commas
  --match   runs comparisons whose names contain one of these texts: small,list
  --node    runs on these major versions of Node, fetched through npx; default 20,22,24,26
  --rounds  stops after this number of rounds, even if the intervals are still wide; default 15

A run keeps its figures in bench/results/ and makes docs/benchmarks.md of everything there.`

/** Reads the arguments of the command. @returns {Options} @throws TypeError for an unknown argument */
export function readOptions(/** @type {string[]} */ argv) {
  const text = /** @type {const} */ ({ type: 'string', default: '' })
  const { values } = parseArgs({
    args: argv,
    options: { quick: { type: 'boolean', default: false }, only: text, match: text, node: text, rounds: text },
  })
  const { quick } = values
  const only = listOf(values.only)
  const unknown = only.find((group) => !groups.some((name) => name === group))
  if (unknown !== undefined) throw new TypeError(`--only must name groups (${groups.join(', ')}); got ${unknown}`)
  const nodes = listOf(values.node).map(Number)
  if (nodes.some((major) => !Number.isInteger(major)))
    throw new TypeError('--node must be major versions, such as 20,24')
  const rounds = values.rounds === '' ? (quick ? 2 : 15) : Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1) throw new TypeError('--rounds must be a positive integer')
  return {
    quick,
    only,
    match: listOf(values.match),
    nodes: nodes.length > 0 || quick ? nodes : [20, 22, 24, 26],
    rounds,
    seconds: quick ? 0.2 : 1,
  }
}

function listOf(/** @type {string} */ text) {
  return text.split(',').filter((part) => part !== '')
}
