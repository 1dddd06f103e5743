import { deepStrictEqual } from 'node:assert'
import { answerOf } from '../http/answer.mjs'
import { measureServers } from '../http/measure-servers.mjs'
import { Server } from '../process/server.mjs'
import { createDatabase, prepareOrders } from './database.mjs'
import { issued } from './issuer.mjs'

/** @typedef {import('../run.mjs').Run} Run */
/** @typedef {import('../http/measure-servers.mjs').Request & { name: string, title: string }} ServiceRequest */
/** @typedef {{ name: string, title: string, module: string, field?: Record<string, string> }} Entry */
/** @typedef {(module: string, core?: number) => Promise<Server | string>} Start */

const service = { name: 'service', title: 'the whole service', module: 'whole.mjs' }

/** The contestants that do the same work. The first of each set is that with which the others are compared. */
const sets = [
  {
    name: 'routes',
    entries: [
      { name: 'by-hand', title: 'routes by hand on Express', module: 'by-hand.mjs' },
      { name: 'endware', title: 'routes of the shop on Express', module: 'with-endware.mjs' },
    ],
  },
  {
    name: 'service',
    entries: [
      {
        name: 'service-by-hand',
        title: 'a service by hand, with records, metrics and tokens',
        module: 'service-by-hand.mjs',
      },
      service,
      { name: 'cached', title: 'the whole service, with a cache on Redis', module: 'cached.mjs' },
    ],
  },
  {
    name: 'observation',
    entries: [
      {
        name: 'unobserved',
        title: 'requests without records and metrics',
        module: 'switched.mjs',
        field: { 'x-observed': 'no' },
      },
      {
        name: 'observed',
        title: 'requests of the same process with both',
        module: 'switched.mjs',
        field: { 'x-observed': 'yes' },
      },
    ],
  },
  {
    name: 'cluster',
    isUnpinned: true,
    entries: [
      { ...service, title: 'one instance, on any core' },
      { name: 'cluster', title: 'two instances behind nginx, on any core', module: 'cluster.mjs' },
    ],
  },
]

/**
 * Plans the shop beside the same by hand, on one database. Without PostgreSQL the comparison says so.
 *
 * @returns {AsyncGenerator<import('../run.mjs').Planned>}
 */
export async function* serviceComparisons(/** @type {Run} */ run) {
  const database = await createDatabase()
  if (typeof database === 'string') return yield { name: 'service', make: async () => skipped(database) }
  try {
    const { jwks, token } = issued()
    /** @type {Start} */
    const start = (module, core) =>
      Server.start(run.node.executable, new URL(module, import.meta.url), { database: database.url, jwks }, core)
    const ids = await firstProducts(start)
    await prepareOrders(database.url)
    for (const request of requestsOf(ids, token)) {
      for (const connections of run.options.quick ? [50] : [50, 500]) {
        for (const { name: set, ...how } of sets) {
          // Starting services takes most of the time of a quick run, and all of them place orders.
          if (run.options.quick && set !== 'routes' && request.name !== 'order') continue
          const name = `${request.name}-${connections}-${set}`
          yield { name, make: () => compare({ ...request, ...how, name, connections }, start, run) }
        }
      }
    }
  } finally {
    await database.drop()
  }
}

function skipped(/** @type {string} */ why) {
  const contestants = sets[0].entries.map(({ name, title }) => ({ name, title, skipped: why }))
  return { group: 'service', name: 'service', title: 'The shop', unit: 'requests/s', reference: 'by-hand', contestants }
}

const json = { accept: 'application/json' }

/** The orders name one product each, so that rivals for one row are few. @returns {ServiceRequest[]} */
function requestsOf(/** @type {string[]} */ ids, /** @type {string} */ token) {
  return [
    { name: 'read', title: 'Read a product', path: `/v1/products/${ids[0]}`, headers: json, status: 200 },
    { name: 'list', title: 'List 20 products', path: '/v1/products?limit=20', headers: json, status: 200 },
    {
      name: 'order',
      title: 'Place an order',
      path: '/v1/orders',
      method: 'POST',
      headers: {
        ...json,
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': '"order-[<n>]"',
      },
      body: JSON.stringify({ lines: [{ productId: '[<pick>]', quantity: 1 }] }),
      picks: ids,
      status: 201,
    },
  ]
}

/**
 * @param {ServiceRequest & { entries: Entry[], connections: number, isUnpinned?: boolean | undefined }} request
 * @param {Start} start
 * @param {Run} run
 */
async function compare(request, start, run) {
  const { name, title, entries, connections, isUnpinned = false } = request
  const asked = (/** @type {Entry} */ { field }) => ({ ...request, headers: { ...request.headers, ...field } })
  /** @type {Map<string, ReturnType<Start>>} */
  const started = new Map()
  const reference = entries[0].name
  /** @type {unknown} */
  let expected
  const contestants = await measureServers(run, {
    name,
    reference,
    entries,
    connections,
    isUnpinned,
    // Entries of one module share its process.
    start({ module }) {
      const server = started.get(module) ?? start(module, isUnpinned ? -1 : undefined)
      started.set(module, server)
      return server
    },
    check: async (url, entry) => {
      const answer = await comparableAnswer(url, asked(entry))
      expected ??= answer
      deepStrictEqual(answer, expected)
    },
    request: asked,
    more: (rounds) => observed(rounds, isUnpinned),
  })
  return {
    group: 'service',
    name,
    title: `${title}, ${connections} connections`,
    unit: 'requests/s',
    reference,
    contestants,
  }
}

/** @param {import('../http/measure-servers.mjs').Observed[]} rounds @param {boolean} isUnpinned true when other processes serve */
function observed(rounds, isUnpinned) {
  const most = (/** @type {(round: typeof rounds[number]) => number} */ of, digits = 1) =>
    Math.max(...rounds.map(of)).toFixed(digits)
  const latency = { 'p50, ms': middle(rounds.map(({ p50 }) => p50)), 'p99, ms': middle(rounds.map(({ p99 }) => p99)) }
  if (isUnpinned) return latency
  const own = {
    'memory, MiB': most(({ peakRss }) => peakRss, 0),
    'event-loop delay p99, ms': most(({ delay }) => delay),
  }
  return { ...latency, ...own }
}

function middle(/** @type {number[]} */ values) {
  return values.sort((a, b) => a - b)[values.length >> 1].toFixed(1)
}

/** Returns the answer without the parts that are new in each answer to an order. @param {string} url @param {ServiceRequest} request */
async function comparableAnswer(url, { headers, body, picks = [], ...request }) {
  const filled = (/** @type {string} */ text) =>
    text.replace('[<n>]', String(Math.random()).slice(2)).replace('[<pick>]', picks[0])
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value)]))
  const answer = await answerOf(url, { ...request, headers: sent, body: body && filled(body) })
  const { status, mediaType, content } = answer
  if (status !== request.status) throw new Error(`${status}: ${content}`)
  const value = JSON.parse(content)
  const settled =
    body === undefined ? value : { ...value, id: '', customerId: '', placedAt: '', updatedAt: '', payBy: '' }
  return { mediaType, etag: answer.headers.etag, link: answer.headers.link, value: settled }
}

async function firstProducts(/** @type {Start} */ start) {
  const server = await start('by-hand.mjs')
  if (typeof server === 'string') throw new Error(server)
  try {
    const { content } = await answerOf(server.url, { path: '/v1/products?limit=100', headers: json })
    return JSON.parse(content).map((/** @type {{ id: string }} */ { id }) => id)
  } finally {
    await server.stop()
  }
}
