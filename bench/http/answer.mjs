import { deepStrictEqual } from 'node:assert'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { readXml, textsOf } from '../fixtures/xml-oracle.mjs'

/** @typedef {import('./scenarios.mjs').Scenario} Scenario */

const mediaTypes = { json: 'application/json', xml: 'application/xml', ndjson: 'application/x-ndjson' }

/** Compares the answer of a server with the scenario: status, media type and value. @throws AssertionError with the difference */
export async function compareAnswer(/** @type {string} */ url, /** @type {Scenario} */ scenario) {
  const { status, format, value } = scenario
  const { content, ...head } = await answerOf(url, scenario)
  const expected = { status, mediaType: mediaTypes[format], value: format === 'xml' ? textsOf(value) : value }
  deepStrictEqual({ status: head.status, mediaType: head.mediaType, value: read(format, content) }, expected)
}

/** Reads the value. XML holds no types, so its texts are compared. */
function read(/** @type {Scenario['format']} */ format, /** @type {string} */ content) {
  if (format === 'xml') return readXml(content)
  if (format === 'ndjson')
    return content
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
  const { timestamp: _, ...value } = JSON.parse(content)
  return value
}

/** @param {string} url @param {{ path: string, method?: string, headers: Record<string, string>, body?: string | undefined }} sent */
export async function answerOf(url, { path, method = 'GET', headers, body }) {
  const sent = request(new URL(path, url), { method, headers, timeout: 10_000 })
  const answered = new Promise((resolve, reject) => {
    sent.once('response', resolve).once('error', reject)
    sent.once('timeout', () => sent.destroy(new Error(`no answer to ${method} ${path}`)))
  })
  sent.end(body)
  /** @type {import('node:http').IncomingMessage} */
  const response = await answered
  const mediaType = response.headers['content-type']?.split(';')[0]
  return { status: response.statusCode, mediaType, headers: response.headers, content: await text(response) }
}
