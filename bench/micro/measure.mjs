import { Child } from '../process/child.mjs'
import { cores } from '../process/cores.mjs'
import { suites } from './suites.mjs'

/** @typedef {import('../comparison.mjs').Comparison} Comparison */

/**
 * What is measured inside one process: of the group, each suite in a child on the Node that is measured.
 *
 * @param {'micro' | 'growth'} group
 * @param {import('../run-context.mjs').RunContext} context
 * @returns {AsyncGenerator<Comparison>}
 */
export async function* measureMicro(group, context) {
  for (const suite of Object.keys(suites).filter((name) => suites[name].group === group)) {
    yield* await measureSuite(suite, group, context)
  }
}

/**
 * @param {string} suite
 * @param {string} group
 * @param {import('../run-context.mjs').RunContext} context
 * @returns {Promise<Comparison[]>}
 */
async function measureSuite(suite, group, { node, effort, wants }) {
  const script = new URL('measure-child.mjs', import.meta.url)
  const child = new Child({ node: node.executable, script, core: cores.server, flags: ['--expose-gc'] })
  try {
    const names = await child.ask('names', suite)
    const only = names.filter((/** @type {string} */ name) => wants(group, name))
    if (only.length === 0) return []
    const { microRounds: rounds, microMilliseconds: milliseconds } = effort
    return await child.ask('measure', { suite, only, rounds, milliseconds }, 600_000)
  } finally {
    await child.stop()
  }
}
