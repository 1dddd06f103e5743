// Shows what overload does to the requests that are admitted: it finds the capacity of a service, then sends three times as many requests
// for 10 and for 30 seconds. Fails if their p99 grows with the length of the overload. How many are admitted has no bar, because this
// generator and the database take the same processors. DATABASE_URL selects a PostgreSQL; without it, PGlite is used.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const path = '/v1/products?limit=20'
const self = fileURLToPath(import.meta.url)

/** The connections of clients that each send the next request after an answer, which finds the capacity. */
const clients = 32

/** The connections of the overload: those that nginx keeps to an instance (`keepalive` in deploy/nginx). */
const connections = 512

/** The most requests that wait for an answer, or for a free connection. The generator leaves out what would exceed them. */
const mostAtOnce = 5_000

/** Sends requests at a rate, whatever the answers are; a rate of 0 lets each client send the next one after its answer. */
async function generate(url, rate, seconds) {
  const agent = new Agent({ keepAlive: true, maxSockets: rate === 0 ? clients : connections })
  const counts = { sent: 0, inTime: 0, refused: 0, failed: 0 }
  const times = []
  let pending = 0
  const end = performance.now() + seconds * 1000
  const ask = (then) => {
    const start = performance.now()
    pending += 1
    counts.sent += 1
    const done = (status) => {
      const now = performance.now()
      pending -= 1
      if (status === 200) times.push(now - start)
      if (status === 200 && now < end) counts.inTime += 1
      if (status === 503) counts.refused += 1
      if (status !== 200 && status !== 503) counts.failed += 1
      then?.()
    }
    get(url + path, { agent }, (answer) => answer.resume().once('end', () => done(answer.statusCode))).once(
      'error',
      () => done(),
    )
  }
  const loop = () => performance.now() < end && ask(loop)
  if (rate === 0) for (let client = 0; client < clients; client += 1) loop()
  for (let due = 0, last = performance.now(); performance.now() < end; await pause(5)) {
    const now = performance.now()
    // The generator leaves out requests that it was too late to send. It does not send them in one burst.
    due = Math.min(due + ((now - last) / 1000) * rate, Math.max(1, rate / 20))
    last = now
    for (; due >= 1 && pending < mostAtOnce; due -= 1) ask()
  }
  for (const last = performance.now() + 10_000; pending > 0 && performance.now() < last; ) await pause(20)
  agent.destroy()
  times.sort((one, other) => one - other)
  const at = (share) => Math.round(times[Math.floor(times.length * share)] ?? 0)
  return {
    seconds,
    sent: counts.sent / seconds,
    admitted: counts.inTime / seconds,
    refused: counts.refused / seconds,
    failed: counts.failed + pending,
    p50: at(0.5),
    p99: at(0.99),
  }
}

/** Runs the generator in a process of its own. */
async function measure(url, rate, seconds) {
  const child = spawn(process.execPath, [self, url, String(rate), String(seconds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (data) => {
    text += data
  })
  await once(child, 'close')
  return JSON.parse(text)
}

/** Resolves to the URL of a service when it is ready. */
function ready(service) {
  return new Promise((resolve, reject) => {
    let text = ''
    service.once('exit', () => reject(new Error(`the service did not start:\n${text}`)))
    service.stdout.on('data', (data) => {
      if (text !== undefined) text += data
      const line = text?.split('\n').find((line) => line.includes('"message":"ready"') && line.endsWith('}'))
      if (line === undefined) return
      text = undefined
      resolve(JSON.parse(line)['shop.url'])
    })
  })
}

const columns = ['load', 's', 'sent/s', 'admitted/s', 'of capacity', 'refused/s', 'failed', 'p50 ms', 'p99 ms']
const widths = [22, 4, 8, 10, 11, 9, 6, 7, 7]
const line = (cells) => console.log(`| ${cells.map((cell, at) => String(cell).padEnd(widths[at])).join(' | ')} |`)

function row(name, capacity, { seconds, sent, admitted, refused, failed, p50, p99 }) {
  const share = `${Math.round((admitted / capacity) * 100)} %`
  line([name, seconds, Math.round(sent), Math.round(admitted), share, Math.round(refused), failed, p50, p99])
}

async function main() {
  const folder = await mkdtemp(join(tmpdir(), 'shop-overload-'))
  const env = { ...process.env, PORT: '0', LOG_FORMAT: 'json', RATE_LIMITS: 'off', DATA_FOLDER: folder }
  const service = spawn(process.execPath, ['dist/main.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const url = await ready(service)
    const [oneMinute] = loadavg()
    console.log(`GET ${path}; load of the machine before: ${oneMinute.toFixed(1)}\n`)
    line(columns)
    line(widths.map((width) => '-'.repeat(width)))
    await measure(url, 0, 3)
    const most = await measure(url, 0, 10)
    const capacity = most.admitted
    row(`capacity, ${clients} clients`, capacity, most)
    row('half of the capacity', capacity, await measure(url, capacity / 2, 10))
    const short = await measure(url, capacity * 3, 10)
    row('three times', capacity, short)
    const long = await measure(url, capacity * 3, 30)
    row('three times', capacity, long)
    if (long.p99 > short.p99 * 1.5 + 100) {
      console.error('the p99 of admitted requests grows with the length of the overload')
      process.exitCode = 1
    }
  } finally {
    service.kill()
    await once(service, 'exit')
    await rm(folder, { recursive: true, force: true })
  }
}

const [url, rate, seconds] = process.argv.slice(2)
if (url === undefined) await main()
else console.log(JSON.stringify(await generate(url, Number(rate), Number(seconds))))
