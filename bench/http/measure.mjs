import { isAtLeast } from '../process/nodes.mjs'
import { Server } from '../process/server.mjs'
import { compareAnswer } from './answer.mjs'
import { measureServers } from './measure-servers.mjs'
import { peers } from './peers.mjs'
import { scenarios } from './scenarios.mjs'

/** @typedef {import('./scenarios.mjs').Scenario} Scenario */
/** @typedef {import('../run.mjs').Run} Run */

/** Plans the frameworks side by side, scenario by scenario. @returns {import('../run.mjs').Planned[]} */
export function httpComparisons(/** @type {Run} */ run) {
  return scenarios
    .filter(({ quick }) => quick || !run.options.quick)
    .map((scenario) => ({ name: scenario.name, make: () => compare(scenario, run) }))
}

/** @param {Scenario} scenario @param {Run} run @returns {Promise<import('../comparison.mjs').Comparison>} */
async function compare(scenario, run) {
  const { name, title, reference, besides } = scenario
  const asked = peers.filter(({ answers, quick }) => answers.includes(name) && (quick || !run.options.quick))
  const entries = asked.map((peer) => ({ peer, scenario, name: peer.name, title: peer.title }))
  if (besides !== undefined) entries.push(entryBesides(...besides))
  const contestants = await measureServers(run, {
    name,
    reference,
    entries,
    start: ({ peer: { file, options, needs } }) =>
      needs === undefined || isAtLeast(run.node.version, needs)
        ? Server.start(run.node.executable, new URL(`peers/${file}`, import.meta.url), options)
        : Promise.resolve(`needs Node ${needs}`),
    check: (url, entry) => compareAnswer(url, entry.scenario),
    request: (entry) => entry.scenario,
  })
  return { group: 'http', name, title, unit: 'requests/s', reference, contestants }
}

/** Makes an entry of a peer that answers another scenario in the same rounds. */
function entryBesides(/** @type {string} */ name, /** @type {string} */ other) {
  const peer = peers.find((each) => each.name === name)
  const scenario = scenarios.find((each) => each.name === other)
  if (peer === undefined || scenario === undefined) throw new Error(`there is no peer ${name} or no scenario ${other}`)
  return { peer, scenario, name: `${name}:${other}`, title: `${peer.title}: ${scenario.title}` }
}
