import { deepStrictEqual } from 'node:assert'
import { answerOf } from '../http/compare.mjs'
import { measureServers } from '../http/measure-servers.mjs'
import { Server } from '../process/server.mjs'
import { createDatabase } from './database.mjs'
import { measureExport } from './measure-export.mjs'

/** @typedef {import('../comparison.mjs').Comparison} Comparison */
/** @typedef {import('../node-run.mjs').NodeRun} NodeRun */
/** @typedef {import('../process/server.mjs').Usage} Usage */

const reference = { name: 'by-hand', title: 'the same by hand on Express', module: 'by-hand.mjs' }
const contestants = [
  reference,
  { name: 'endware', title: '**end-ware** on Express', module: 'with-endware.mjs' },
  { name: 'service', title: 'the whole service, with logs and security headers', module: 'whole.mjs' },
]

/** The service beside the same handlers by hand, on the same use cases and the same database. */
export async function measureService(/** @type {NodeRun} */ run) {
  const database = await createDatabase()
  if (typeof database === 'string') {
    const contestants = [{ name: reference.name, title: reference.title, skipped: database }]
    const none = { group: 'service', name: 'read', title: 'The service', unit: 'requests/s', reference: reference.name }
    return run.take('service', 'read', async () => [{ ...none, contestants }])
  }
  try {
    const id = await firstProduct(database.url, run)
    for (const request of requestsOf(id)) {
      await run.take('service', request.name, () => measureRequest(request, database.url, run))
    }
    await measureExport(database.url, run)
  } finally {
    await database.drop()
  }
}

const json = { accept: 'application/json' }

/** New SKUs begin with Z, which keeps them off the first page. */
const newProduct = JSON.stringify({
  sku: 'Z-[<n>]',
  name: 'Zinc bucket',
  description: 'Galvanised, 10 litres',
  category: 'Household',
  price: { amount: 1290, currency: 'EUR' },
  stock: 12,
})

function requestsOf(/** @type {string} */ id) {
  return [
    { name: 'read', title: 'Read a product', path: `/v1/products/${id}`, headers: json, status: 200 },
    { name: 'list', title: 'List 20 products', path: '/v1/products?limit=20', headers: json, status: 200 },
    {
      name: 'create',
      title: 'Create a product',
      path: '/v1/products',
      method: 'POST',
      headers: { ...json, 'content-type': 'application/json' },
      body: newProduct,
      status: 201,
    },
  ]
}

/** @param {ReturnType<typeof requestsOf>[number]} request @param {string} database @param {NodeRun} run @returns {Promise<Comparison[]>} */
async function measureRequest(request, database, run) {
  /** @type {unknown} */
  let expected
  const measured = await measureServers(contestants, run, {
    start: ({ module }) => start(module, database, run),
    check: async (url) => {
      const answer = await comparableAnswer(url, request)
      expected ??= answer
      deepStrictEqual(answer, expected)
    },
    request: () => request,
    more: resources,
    rounds: run.effort.ownRounds,
  })
  const { name, title } = request
  return [{ group: 'service', name, title, unit: 'requests/s', reference: reference.name, contestants: measured }]
}

/** Everything but what is new in each answer to a write. @param {string} url @param {ReturnType<typeof requestsOf>[number]} request */
async function comparableAnswer(url, request) {
  const body = request.body?.replace('[<n>]', String(Math.random()).slice(2))
  const { status, mediaType, headers, content } = await answerOf(url, { ...request, body })
  if (status !== request.status) throw new Error(`${status}: ${content}`)
  const value = JSON.parse(content)
  const { etag, link } = headers
  const settled = body === undefined ? value : { ...value, id: '', sku: '', createdAt: '', updatedAt: '' }
  return { mediaType, etag, link, value: settled }
}

/** @param {Usage[]} usage */
function resources(usage) {
  const most = (/** @type {(one: Usage) => number} */ of) => Math.max(...usage.map(of))
  return {
    'memory, MiB': most(({ peakRss }) => peakRss).toFixed(0),
    'event-loop delay p99, ms': most(({ delay }) => delay).toFixed(1),
  }
}

/** @param {string} database @param {NodeRun} run */
async function firstProduct(database, run) {
  const server = await start(reference.module, database, run)
  if (typeof server === 'string') throw new Error(server)
  try {
    const { content } = await answerOf(server.url, { path: '/v1/products?limit=1', headers: json })
    return JSON.parse(content)[0].id
  } finally {
    await server.stop()
  }
}

/** @param {string} module @param {string} database @param {NodeRun} run */
function start(module, database, { node }) {
  return Server.start(node.executable, new URL(module, import.meta.url), { database })
}
