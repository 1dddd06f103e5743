import { execFileSync } from 'node:child_process'
import { autocannonLoad } from './autocannon-load.mjs'
import { wrkLoad } from './wrk-load.mjs'

/**
 * One round of requests.
 *
 * @typedef {object} Load
 * @property {string} url
 * @property {string} method
 * @property {Record<string, string>} headers
 * @property {string} [body] where it says `[<n>]`, each request gets another number
 * @property {number} status the only one that may be answered
 * @property {number} connections
 * @property {number} seconds
 */

/** @typedef {{ requests: number, seconds: number }} LoadResult */

/**
 * A load generator in a process and on a core of its own.
 *
 * @typedef {object} Generator
 * @property {string} name
 * @property {(load: Load) => Promise<LoadResult>} run
 * @property {() => Promise<void>} stop
 */

/**
 * wrk where it is installed, since one core of it can keep a faster server busy; else autocannon, as in a quick run, whose rounds are
 * shorter than wrk can do.
 *
 * @returns {Generator}
 */
export function loadGenerator(/** @type {boolean} */ quick) {
  return !quick && process.env.BENCH_LOAD !== 'autocannon' && hasWrk() ? wrkLoad() : autocannonLoad()
}

function hasWrk() {
  try {
    execFileSync('sh', ['-c', 'command -v wrk'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
