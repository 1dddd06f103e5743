import { Child } from '../process/child.mjs'
import { cores } from '../process/cores.mjs'
import { suites } from './suites.mjs'

/** @typedef {import('../comparison.mjs').Comparison} Comparison */
/** @typedef {import('../node-run.mjs').NodeRun} NodeRun */

/** Documents that a quick run leaves out. */
const thorough = /awkward|deep/

/**
 * What is measured inside one process: of the group, each suite in a child on the Node that is measured.
 *
 * @param {'micro' | 'growth'} group
 * @param {NodeRun} run
 */
export async function measureMicro(group, run) {
  for (const suite of Object.keys(suites).filter((name) => suites[name].group === group)) {
    await run.take(group, suite, () => measureSuite(suite, run))
  }
}

/**
 * @param {string} suite
 * @param {NodeRun} run
 * @returns {Promise<Comparison[]>}
 */
async function measureSuite(suite, { node, effort }) {
  const script = new URL('measure-child.mjs', import.meta.url)
  const child = new Child({ node: node.executable, script, core: cores.server, flags: ['--expose-gc'] })
  try {
    const names = await child.ask('names', suite)
    const only = names.filter((/** @type {string} */ name) => !effort.quick || !thorough.test(name))
    const { microRounds: rounds, microMilliseconds: milliseconds } = effort
    return await child.ask('measure', { suite, only, rounds, milliseconds }, 600_000)
  } finally {
    await child.stop()
  }
}
