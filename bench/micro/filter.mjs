import { IncomingMessage, ServerResponse } from 'node:http'
import { endware } from '../endware.mjs'
import { documents } from './fixtures.mjs'

/**
 * Measures the filter of a contract: a request without a socket, from the handler to the content.
 *
 * @returns {import('./scenario.mjs').MicroScenario[]}
 */
export function filter() {
  return ['application/json', 'application/xml'].flatMap((accept) =>
    documents.filter(({ name }) => name === 'small' || name === 'list').map((document) => scenarioOf(document, accept)),
  )
}

/** @returns {import('./scenario.mjs').MicroScenario} */
function scenarioOf(
  /** @type {typeof documents[number]} */ { name, title, value, schema },
  /** @type {string} */ accept,
) {
  const api = endware()
  const format = accept.slice('application/'.length)
  const contract = { responses: { 200: schema } }
  const row = withMore(value)
  const ways = /** @type {const} */ ([
    ['without', '**end-ware** without a contract', api.endpoint(() => value)],
    ['contract', '**end-ware** with a contract', api.endpoint(contract, () => /** @type {any} */ (value))],
    [
      'more',
      '**end-ware** with a contract, of rows with 5 members more',
      api.endpoint(contract, () => /** @type {any} */ (row)),
    ],
  ])
  return {
    name: `filter-${format}-${name}`,
    title: `A contract's filter, ${format.toUpperCase()}: ${title}`,
    reference: 'without',
    ...(format === 'json' ? { comparable: JSON.parse } : {}),
    ways: ways.map(([way, heading, handler]) => ({
      name: way,
      title: heading,
      work: () => contentOf(handler, accept),
    })),
  }
}

/** The same with members in each object that no schema describes. @returns {any} */
function withMore(/** @type {any} */ value) {
  if (Array.isArray(value)) return value.map(withMore)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([key, member]) => [key, withMore(member)])
  return { ...Object.fromEntries(members), passwordHash: '5f4dcc3b', salt: 'x', row: 7, deletedAt: null, version: 3 }
}

/** @returns {string} */
function contentOf(/** @type {any} */ handler, /** @type {string} */ accept) {
  const request = new IncomingMessage(/** @type {any} */ (null))
  request.method = 'GET'
  request.url = '/'
  request.headers = { accept }
  const response = new ServerResponse(request)
  let content = ''
  response.end = (/** @type {any} */ chunk) => {
    content = chunk
    return response
  }
  handler(request, response)
  return content
}
