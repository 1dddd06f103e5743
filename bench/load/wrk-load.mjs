import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cores, onCore } from '../process/cores.mjs'

const execute = promisify(execFile)

/** wrk, a process a round. @returns {import('./generator.mjs').Generator} */
export function wrkLoad() {
  return { name: 'wrk', run, stop: async () => {} }
}

/** wrk takes whole seconds only. @param {import('./generator.mjs').Load} load */
async function run({ url, method, headers, body, status, connections, seconds }) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-wrk-'))
  try {
    const script = join(folder, 'request.lua')
    await writeFile(script, luaOf({ method, headers, body }))
    const whole = Math.max(1, Math.round(seconds))
    const args = ['-t1', `-c${connections}`, `-d${whole}s`, '--timeout', '20s', '-s', script, url]
    const [command, all] = onCore(cores.load, 'wrk', args)
    const { stdout } = await execute(command, all, { timeout: whole * 1000 + 30_000 })
    return countsOf(stdout, status)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** @param {Pick<import('./generator.mjs').Load, 'method' | 'headers' | 'body'>} load */
function luaOf({ method, headers, body }) {
  const fields = Object.entries(headers).map(([name, value]) => `wrk.headers[${quoted(name)}] = ${quoted(value)}`)
  const content = body === undefined ? 'nil' : quoted(body)
  const varied = body?.includes('[<n>]')
    ? `local n = ${Date.now()} * 1000
function request() n = n + 1; return wrk.format(nil, nil, nil, (string.gsub(wrk.body, "%[<n>%]", string.format("%d", n)))) end`
    : ''
  return `wrk.method = ${quoted(method)}
wrk.body = ${content}
${fields.join('\n')}
${varied}
function done(summary)
  local errors = summary.errors
  print(string.format("counts %d %d %d %d", summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end`
}

/** wrk tells only how many statuses were above 399. */
function countsOf(/** @type {string} */ output, /** @type {number} */ status) {
  const [requests, microseconds, failed, errors] = (/counts (\d+) (\d+) (\d+) (\d+)/.exec(output) ?? [])
    .slice(1)
    .map(Number)
  if (!(requests > 0) || failed !== (status > 399 ? requests : 0) || errors > 0)
    throw new Error(`wrk failed:\n${output}`)
  return { requests, seconds: microseconds / 1e6 }
}

/** A string in Lua: bytes that are not plain ASCII by number. */
function quoted(/** @type {string} */ text) {
  const characters = [...Buffer.from(text)].map((byte) =>
    byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x5c
      ? `\\${String(byte).padStart(3, '0')}`
      : String.fromCharCode(byte),
  )
  return `"${characters.join('')}"`
}
