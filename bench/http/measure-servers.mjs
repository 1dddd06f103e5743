import { setTimeout as pause } from 'node:timers/promises'
import { ratiosOf } from '../comparison.mjs'
import { inRounds } from '../rounds.mjs'

/** @typedef {import('../comparison.mjs').Contestant} Contestant */
/** @typedef {import('../process/server.mjs').Server} Server */
/** @typedef {import('../process/server.mjs').Usage} Usage */
/** @typedef {{ path: string, method?: string, headers: Record<string, string>, body?: string, picks?: string[], status: number }} Request */
/** @typedef {Usage & Pick<import('../load/generator.mjs').Answered, 'p50' | 'p99'>} Observed */

/** Seconds. A round without an answer is repeated with three times the time, up to this. */
const longestRound = 30

/**
 * Starts a server for each entry, checks that all give the right answer, and measures them in rounds.
 *
 * @template {{ name: string, title: string }} Entry
 * @param {import('../run.mjs').Run} run
 * @param {object} how
 * @param {string} how.name of the comparison
 * @param {string} how.reference
 * @param {Entry[]} how.entries
 * @param {(entry: Entry) => Promise<Server | string>} how.start
 * @param {(url: string, entry: Entry) => Promise<void>} how.check
 * @param {(entry: Entry) => Request} how.request
 * @param {number} [how.connections]
 * @param {boolean} [how.isUnpinned] true when other processes serve as well, so that the processor's time says nothing
 * @param {(rounds: Observed[]) => Record<string, string>} [how.more] other observations of a contestant
 * @returns {Promise<Contestant[]>}
 */
export async function measureServers(run, how) {
  const { name, reference, entries, start, check, request, connections = 32, isUnpinned = false, more } = how
  const started = await Promise.allSettled(entries.map(start))
  const servers = started.map((result) => (result.status === 'fulfilled' ? result.value : undefined))
  try {
    for (const result of started) if (result.status === 'rejected') throw result.reason
    const running = entries.flatMap((entry, at) => {
      const server = servers[at]
      return typeof server === 'object' ? [{ entry, server }] : []
    })
    for (const { entry, server } of running) {
      await check(server.url, entry).catch((/** @type {Error} */ cause) => {
        throw new Error(`${entry.name} gives another answer: ${cause.message}`, { cause })
      })
    }
    const round = (/** @type {number} */ at) =>
      measureRound(running[at].server, request(running[at].entry), run, connections)
    for (const at of running.keys()) await round(at) // the compiler has seen the code before the first round that counts
    const names = running.map(({ entry }) => entry.name)
    const rounds = await inRounds(running.length, ratiosOf(name, names, reference), run.options.rounds, round)
    return entries.map(({ name, title }, at) => {
      const server = servers[at]
      if (typeof server === 'string') return { name, title, skipped: server }
      const own = rounds[names.indexOf(name)]
      const observed = more?.(own.map(({ usage }) => usage))
      const cpu = isUnpinned ? undefined : own.map(({ cpu }) => cpu)
      return { name, title, rounds: own.map(({ value }) => value), cpu, more: observed }
    })
  } finally {
    await Promise.all(servers.map((server) => (typeof server === 'object' ? server.stop() : undefined)))
  }
}

/** @param {Server} server @param {Request} request @param {import('../run.mjs').Run} run @param {number} connections */
async function measureRound(server, { path, method = 'GET', ...rest }, { load, options }, connections) {
  const url = new URL(path, server.url).href
  for (let seconds = options.seconds; seconds <= longestRound; seconds *= 3) {
    await pause(20) // connections of the round before are closed
    await server.usage()
    const { requests, seconds: took, p50, p99 } = await load.run({ url, method, ...rest, connections, seconds })
    const usage = await server.usage()
    if (requests > 0) return { value: requests / took, cpu: usage.cpu / requests, usage: { ...usage, p50, p99 } }
  }
  throw new Error(`${url}: no answer in ${longestRound} seconds`)
}
