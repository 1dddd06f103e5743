import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Child } from '../process/child.mjs'
import { cores, onCore } from '../process/cores.mjs'
import { currentNode } from '../process/nodes.mjs'

/**
 * One round of requests.
 *
 * @typedef {object} Load
 * @property {string} url
 * @property {string} method
 * @property {Record<string, string>} headers
 * @property {string} [body] each request gets another number in the place of `[<n>]`, and the next of `picks` in that of `[<pick>]`; so in `headers`
 * @property {string[]} [picks]
 * @property {number} status the only status that is no error
 * @property {number} connections
 * @property {number} seconds
 */

/**
 * The answers of a round. The percentiles of their times are in milliseconds.
 *
 * @typedef {{ requests: number, seconds: number, p50: number, p99: number }} Answered
 */

/**
 * A load generator in a process and on a core of its own.
 *
 * @typedef {object} Generator
 * @property {string} name
 * @property {(load: Load) => Promise<Answered>} run
 * @property {() => Promise<void>} stop
 */

/** Returns wrk if it is installed, since one core of it keeps a fast server busy; else autocannon, as in a quick run. @returns {Generator} */
export function loadGenerator(/** @type {boolean} */ quick) {
  if (!quick && hasWrk()) return { name: 'wrk', run: wrk, stop: async () => {} }
  const script = new URL('autocannon-child.mjs', import.meta.url)
  const child = new Child({ node: currentNode.executable, script, core: cores.load })
  return {
    name: 'autocannon',
    run: (load) => child.ask('run', load, load.seconds * 1000 + 30_000),
    stop: () => child.stop(),
  }
}

function hasWrk() {
  try {
    execFileSync('sh', ['-c', 'command -v wrk'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Runs wrk, which takes whole seconds only. @param {Load} load */
async function wrk({ url, status, connections, seconds, ...request }) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-wrk-'))
  try {
    const script = join(folder, 'request.lua')
    await writeFile(script, luaOf(request))
    const whole = Math.max(1, Math.round(seconds))
    const args = ['-t1', `-c${connections}`, `-d${whole}s`, '--timeout', '20s', '-s', script, url]
    const [command, all] = onCore(cores.load, 'wrk', args)
    const { stdout } = await promisify(execFile)(command, all, { timeout: whole * 1000 + 30_000 })
    // wrk counts only statuses above 399, not single ones.
    const counts = /counts (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)/.exec(stdout) ?? []
    const [requests, took, failed, errors, p50, p99] = counts.slice(1).map(Number)
    if (!(requests >= 0) || failed !== (status > 399 ? requests : 0) || errors > 0)
      throw new Error(`wrk failed:\n${stdout}`)
    return { requests, seconds: took / 1e6, p50: p50 / 1000, p99: p99 / 1000 }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** @param {Pick<Load, 'method' | 'headers' | 'body' | 'picks'>} request */
function luaOf({ method, headers, body, picks = [] }) {
  const fields = Object.entries(headers).map(([name, value]) => `[${quoted(name)}] = ${quoted(value)}`)
  const isNumbered = [body ?? '', ...Object.values(headers)].some((text) => text.includes('[<n>]'))
  const numbered = `local n = ${Date.now()} * 1000
local picks = { ${picks.map(quoted).join(', ')} }
local function filled(text)
  text = string.gsub(text, "%[<n>%]", string.format("%d", n))
  return (string.gsub(text, "%[<pick>%]", picks[n % #picks + 1] or ""))
end
function request()
  n = n + 1
  local own = {}
  for name, value in pairs(wrk.headers) do own[name] = filled(value) end
  return wrk.format(nil, nil, own, wrk.body and filled(wrk.body))
end`
  return `wrk.method = ${quoted(method)}
wrk.body = ${body === undefined ? 'nil' : quoted(body)}
wrk.headers = { ${fields.join(', ')} }
${isNumbered ? numbered : ''}
function done(summary, latency)
  local errors = summary.errors
  print(string.format("counts %d %d %d %d %d %d", summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(50), latency:percentile(99)))
end`
}

/** Quotes a string for Lua. Bytes other than plain ASCII are written as numbers. */
function quoted(/** @type {string} */ text) {
  const isPlain = (/** @type {number} */ byte) => byte >= 0x20 && byte <= 0x7e && byte !== 0x22 && byte !== 0x5c
  const characters = [...Buffer.from(text)].map((byte) =>
    isPlain(byte) ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, '0')}`,
  )
  return `"${characters.join('')}"`
}
