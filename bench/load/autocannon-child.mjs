import autocannon from 'autocannon'
import { answering } from '../process/answering.mjs'

let number = Date.now() * 1000

/** @param {import('./generator.mjs').Load} load */
async function run({ url, method, headers, body, status, connections, seconds }) {
  const varied = body?.includes('[<n>]')
    ? [
        {
          setupRequest: (/** @type {any} */ request) => ({
            ...request,
            body: body.replaceAll('[<n>]', String(++number)),
          }),
        },
      ]
    : undefined
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
    ...(varied === undefined ? {} : { requests: varied }),
  })
  const took = (performance.now() - started) / 1000
  const counts = Object.entries(result.statusCodeStats ?? {})
  const others = counts.filter(([code]) => Number(code) !== status)
  if (others.length > 0 || result.errors > 0) {
    throw new Error(`${method} ${url}: ${result.errors} errors, statuses ${JSON.stringify(result.statusCodeStats)}`)
  }
  return { requests: counts.reduce((sum, [, { count = 0 }]) => sum + count, 0), seconds: took }
}

answering({ run })
