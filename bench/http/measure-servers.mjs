import { setTimeout as pause } from 'node:timers/promises'
import { inRounds } from '../rounds.mjs'

/** @typedef {import('../comparison.mjs').Contestant} Contestant */
/** @typedef {import('../process/server.mjs').Server} Server */
/** @typedef {import('../process/server.mjs').Usage} Usage */
/** @typedef {import('../node-run.mjs').NodeRun} NodeRun */
/** @typedef {{ path: string, method?: string, headers: Record<string, string>, body?: string, status: number }} Request */

/** Seconds. */
const longestRound = 30

/** What a server did in one round. @typedef {{ perSecond: number, cpu: number, usage: Usage }} Round */

/**
 * Starts a server for each entry, sees to it that all answer as they must, and only then measures them in alternating rounds.
 *
 * @template {{ name: string, title: string }} Entry
 * @param {Entry[]} entries
 * @param {NodeRun} run
 * @param {object} how
 * @param {(entry: Entry) => Promise<Server | string>} how.start
 * @param {(url: string, entry: Entry) => Promise<void>} how.check
 * @param {(entry: Entry) => Request} how.request
 * @param {(rounds: Usage[]) => Record<string, string>} [how.more] what else to tell of a contestant
 * @param {number} [how.connections]
 * @param {number} [how.seconds] a round
 * @param {number} [how.rounds]
 * @returns {Promise<Contestant[]>}
 */
export async function measureServers(
  entries,
  run,
  { start, check, request, more, connections, seconds = run.effort.seconds, rounds: count = run.effort.rounds },
) {
  const started = await Promise.allSettled(entries.map(start))
  const servers = started.map((result) => (result.status === 'fulfilled' ? result.value : undefined))
  try {
    for (const result of started) if (result.status === 'rejected') throw result.reason
    const running = entries.flatMap((entry, at) => {
      const server = servers[at]
      return typeof server === 'object' ? [{ entry, server }] : []
    })
    for (const { entry, server } of running) await checked(check, server.url, entry)
    const load = (/** @type {typeof running[number]} */ one, /** @type {number} */ time) =>
      measureRound(one.server, request(one.entry), run, time, connections)
    for (const one of running) await load(one, run.effort.warmUpSeconds)
    const rounds = await inRounds(running, count, (one) => load(one, seconds))
    return entries.map(({ name, title }, at) => {
      const server = servers[at]
      if (typeof server === 'string') return { name, title, skipped: server }
      const own = rounds[running.findIndex(({ server: each }) => each === server)]
      const seen = more?.(own.map(({ usage }) => usage))
      return {
        name,
        title,
        rounds: own.map((round) => round.perSecond),
        cpu: own.map((round) => round.cpu),
        more: seen,
      }
    })
  } finally {
    await Promise.all(servers.map((server) => (typeof server === 'object' ? server.stop() : undefined)))
  }
}

/**
 * @template {{ name: string }} Entry
 * @param {(url: string, entry: Entry) => Promise<void>} check
 * @param {string} url
 * @param {Entry} entry
 */
async function checked(check, url, entry) {
  try {
    await check(url, entry)
  } catch (cause) {
    throw new Error(`${entry.name} answers differently: ${/** @type {Error} */ (cause).message}`, { cause })
  }
}

/**
 * A round that nothing was answered in is repeated for longer: the machine was busy with something else.
 *
 * @param {Server} server
 * @param {Request} request
 * @param {NodeRun} run
 * @param {number} seconds
 * @param {number} [connections]
 * @returns {Promise<Round>}
 */
async function measureRound(server, request, { load, effort }, seconds, connections = effort.connections) {
  const { path, method = 'GET', headers, body, status } = request
  const url = new URL(path, server.url).href
  for (let time = seconds; time <= longestRound; time *= 3) {
    await pause(20) // what the round before has left is done
    await server.usage()
    const result = await load.run({ url, method, headers, body, status, connections, seconds: time })
    const usage = await server.usage()
    const { requests } = result
    if (requests > 0) return { perSecond: requests / result.seconds, cpu: usage.cpu / requests, usage }
  }
  throw new Error(`${url}: nothing was answered in ${longestRound / 3} seconds`)
}
