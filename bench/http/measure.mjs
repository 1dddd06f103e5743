import { isAtLeast } from '../process/nodes.mjs'
import { Server } from '../process/server.mjs'
import { compareAnswer } from './compare.mjs'
import { measureServers } from './measure-servers.mjs'
import { peers } from './peers.mjs'
import { scenarioOf, scenarios } from './scenarios.mjs'

/** @typedef {import('../comparison.mjs').Comparison} Comparison */
/** @typedef {import('../node-run.mjs').NodeRun} NodeRun */
/** @typedef {import('./scenarios.mjs').Scenario} Scenario */
/** @typedef {import('./peers.mjs').Peer} Peer */

/** The frameworks side by side. */
export async function measureHttp(/** @type {NodeRun} */ run) {
  for (const scenario of scenarios) {
    if (run.effort.quick && !scenario.quick) continue
    await run.take('http', scenario.name, () => measureScenario(scenario, run))
  }
}

/** @param {Scenario} scenario @param {NodeRun} run @returns {Promise<Comparison[]>} */
async function measureScenario(scenario, run) {
  const asked = peers.filter(({ answers, quick }) => answers.includes(scenario.name) && (quick || !run.effort.quick))
  const entries = [
    ...asked.map((peer) => ({ peer, scenario, name: peer.name, title: peer.title })),
    ...(scenario.besides ?? []).map(([name, other]) => besides(name, scenarioOf(other))),
  ]
  const contestants = await measureServers(entries, run, {
    start: ({ peer }) => start(peer, run),
    check: (url, entry) => compareAnswer(url, entry.scenario),
    request: (entry) => entry.scenario,
  })
  const { name, title, reference } = scenario
  return [{ group: 'http', name, title, unit: 'requests/s', reference, contestants }]
}

/** A peer that answers another scenario in the same rounds. @param {string} name @param {Scenario} scenario */
function besides(name, scenario) {
  const peer = peers.find((each) => each.name === name)
  if (peer === undefined) throw new Error(`no peer ${name}`)
  return { peer, scenario, name: `${name}:${scenario.name}`, title: `${peer.title}: ${scenario.title}` }
}

/** @param {Peer} peer @param {NodeRun} run */
async function start({ file, options, needs }, { node }) {
  if (needs !== undefined && !isAtLeast(node.version, needs)) return `needs Node ${needs}`
  return Server.start(node.executable, new URL(`peers/${file}`, import.meta.url), options)
}
