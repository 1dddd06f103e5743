import { deepStrictEqual } from 'node:assert'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { readXml, textsOf } from '../fixtures/xml-oracle.mjs'

/** @typedef {import('./scenarios.mjs').Scenario} Scenario */

/**
 * Sees to it that the answer is the one of the scenario: status, media type, and the value it reads back as.
 *
 * @param {string} url of the server
 * @param {Scenario} scenario
 * @throws what differs
 */
export async function compareAnswer(url, scenario) {
  const { status, mediaType, content } = await answerOf(url, scenario)
  const expected = { status: scenario.status, mediaType: mediaTypes[scenario.format], value: expectedValue(scenario) }
  deepStrictEqual({ status, mediaType, value: read(scenario.format, content) }, expected)
}

const mediaTypes = {
  json: 'application/json',
  xml: 'application/xml',
  ndjson: 'application/x-ndjson',
  none: undefined,
}

/** XML holds no types, so there texts are compared. */
function expectedValue(/** @type {Scenario} */ { format, value }) {
  return format === 'xml' ? textsOf(value) : value
}

/** @returns {unknown} */
function read(/** @type {Scenario['format']} */ format, /** @type {string} */ content) {
  switch (format) {
    case 'json':
      return withoutTime(JSON.parse(content))
    case 'xml':
      return readXml(content)
    case 'ndjson':
      return content
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
    default:
      return content === '' ? undefined : content
  }
}

/** Errors tell when they happened. */
function withoutTime(/** @type {any} */ value) {
  if (typeof value?.timestamp !== 'string') return value
  const { timestamp: _, ...rest } = value
  return rest
}

/** @param {string} url @param {Pick<Scenario, 'path' | 'method' | 'headers' | 'body'>} scenario */
export async function answerOf(url, { path, method = 'GET', headers, body }) {
  const sent = request(new URL(path, url), { method, headers, timeout: 10_000 })
  const answered = new Promise((resolve, reject) => {
    sent.once('response', resolve).once('error', reject)
    sent.once('timeout', () => sent.destroy(new Error(`no answer to ${method} ${path}`)))
  })
  sent.end(body)
  /** @type {import('node:http').IncomingMessage} */
  const response = await answered
  const content = await text(response)
  const mediaType = response.statusCode === 304 ? undefined : response.headers['content-type']?.split(';')[0]
  return { status: response.statusCode, mediaType, headers: response.headers, content }
}
