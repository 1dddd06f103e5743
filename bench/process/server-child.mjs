import { monitorEventLoopDelay } from 'node:perf_hooks'
import { answering } from './answering.mjs'

/**
 * The resources that a server has used since the last question.
 *
 * @typedef {object} Usage
 * @property {number} cpu microseconds of processor time
 * @property {number} delay the 99th percentile of the event loop's delay, in milliseconds
 * @property {number} rss MiB now
 * @property {number} peakRss MiB, the most since the start
 */

const interval = 10
const delays = monitorEventLoopDelay({ resolution: interval })
delays.enable()
let before = process.cpuUsage()

const MiB = 1024 * 1024

answering({
  /** @param {{ module: string, options: object }} server */
  async listen({ module, options }) {
    const { listen } = await import(module)
    return listen(options)
  },

  /** @returns {Usage} */
  usage() {
    const { user, system } = process.cpuUsage(before)
    before = process.cpuUsage()
    const delay = Math.max(0, delays.percentile(99) / 1e6 - interval)
    delays.reset()
    const { rss } = process.memoryUsage()
    return { cpu: user + system, delay, rss: rss / MiB, peakRss: process.resourceUsage().maxRSS / 1024 }
  },
})
