import autocannon from 'autocannon'
import { answering } from '../process/answering.mjs'

let number = Date.now() * 1000

/** @param {import('./generator.mjs').Load} load */
async function run({ url, method, headers, body, picks = [], status, connections, seconds }) {
  const filled = (/** @type {string} */ text) =>
    text.replaceAll('[<n>]', String(number)).replaceAll('[<pick>]', picks[number % picks.length])
  const setupRequest = (/** @type {any} */ request) => {
    number += 1
    const own = Object.entries(headers).map(([name, value]) => [name, filled(value)])
    return { ...request, headers: Object.fromEntries(own), body: body && filled(body) }
  }
  const isNumbered = [body ?? '', ...Object.values(headers)].some((text) => text.includes('[<n>]'))
  const started = performance.now()
  const result = await autocannon({
    url,
    method: /** @type {any} */ (method),
    headers,
    body,
    connections,
    duration: seconds,
    timeout: 20,
    sampleInt: 50,
    ...(isNumbered ? { requests: [{ setupRequest }] } : {}),
  })
  const took = (performance.now() - started) / 1000
  const counts = Object.entries(result.statusCodeStats ?? {})
  const others = counts.filter(([code]) => Number(code) !== status)
  if (others.length > 0 || result.errors > 0) {
    throw new Error(`${method} ${url}: ${result.errors} errors, statuses ${JSON.stringify(result.statusCodeStats)}`)
  }
  const requests = counts.reduce((sum, [, { count = 0 }]) => sum + count, 0)
  return { requests, seconds: took, p50: result.latency.p50, p99: result.latency.p99 }
}

answering({ run })
