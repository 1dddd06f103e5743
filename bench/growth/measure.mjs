import { deepStrictEqual } from 'node:assert'
import { small } from '../fixtures/small.mjs'
import { readXml, textsOf } from '../fixtures/xml-oracle.mjs'
import { answerOf } from '../http/compare.mjs'
import { measureServers } from '../http/measure-servers.mjs'
import { measureMicro } from '../micro/measure.mjs'
import { Child } from '../process/child.mjs'
import { cores } from '../process/cores.mjs'
import { Server } from '../process/server.mjs'
import { valueOfSize } from './size.mjs'

/** @typedef {import('../comparison.mjs').Comparison} Comparison */
/** @typedef {import('../node-run.mjs').NodeRun} NodeRun */

/** What grows when something is multiplied. */
export async function measureGrowth(/** @type {NodeRun} */ run) {
  const { quick } = run.effort
  for (const count of quick ? [100] : [10, 100, 1000]) {
    await run.take('growth', `routes-${count}`, () => measureRoutes(count, run))
  }
  for (const bytes of quick ? [100_000] : [100, 10_000, 1_000_000, 10_000_000]) {
    await run.take('growth', `size-${bytes}`, () => measureSize(bytes, run))
  }
  await measureMicro('growth', run)
  const headers = run.comparisons.find(({ group, name }) => group === 'growth' && name === 'headers')
  if (headers !== undefined) await addMemory(headers, run)
}

const json = { accept: 'application/json' }
const ways = [
  { name: 'by-hand', title: 'Express 5 by hand', byHand: true, headers: json },
  { name: 'endware', title: '**end-ware** on Express 5', byHand: false, headers: json },
]

/** The last of so many routes. @param {number} count @param {NodeRun} run @returns {Promise<Comparison[]>} */
async function measureRoutes(count, run) {
  const found = { path: `/resource-${count - 1}/7`, status: 200 }
  const missing = { path: '/nowhere/7', status: 404 }
  const entries = [
    ...ways.map((way) => ({ ...way, ...found })),
    ...ways.map((way) => ({ ...way, ...missing, name: `${way.name}-404`, title: `${way.title}, unknown path: 404` })),
  ]
  const contestants = await measureServers(entries, run, {
    start: ({ byHand }) => start('routes-server.mjs', { count, byHand }, run),
    check: async (url, { path, headers, status }) => {
      const answer = await answerOf(url, { path, headers })
      deepStrictEqual(answer.status, status)
      if (status === 200) deepStrictEqual(JSON.parse(answer.content), small)
    },
    request: (entry) => entry,
    rounds: run.effort.ownRounds,
  })
  const title = `The last of ${count.toLocaleString('en')} routes`
  return [{ group: 'growth', name: `routes-${count}`, title, unit: 'requests/s', reference: 'by-hand', contestants }]
}

/** @param {number} bytes @param {NodeRun} run @returns {Promise<Comparison[]>} */
async function measureSize(bytes, run) {
  const xml = {
    name: 'endware-xml',
    title: '**end-ware** on Express 5, in XML',
    byHand: false,
    headers: { accept: 'application/xml' },
  }
  const request = { path: '/value', status: 200 }
  const contestants = await measureServers([...ways, xml], run, {
    start: ({ byHand }) => start('sizes-server.mjs', { bytes, byHand }, run),
    check: async (url, { headers }) => {
      const { mediaType, content } = await answerOf(url, { path: '/value', headers })
      const value = valueOfSize(bytes)
      if (mediaType === 'application/json') deepStrictEqual(JSON.parse(content), value)
      else if (bytes <= 1_000_000) deepStrictEqual(readXml(content), textsOf(value))
    },
    request: ({ headers }) => ({ ...request, headers }),
    connections: bytes > 100_000 ? 4 : undefined,
    rounds: run.effort.ownRounds,
    seconds: Math.max(run.effort.seconds, bytes / 4_000_000),
  })
  const title = `Answers of about ${bytes.toLocaleString('en')} bytes`
  return [{ group: 'growth', name: `size-${bytes}`, title, unit: 'requests/s', reference: 'by-hand', contestants }]
}

/** What the headers that were never sent again leave behind. @param {Comparison} comparison @param {NodeRun} run */
async function addMemory({ contestants }, { node, effort }) {
  const script = new URL('memory-child.mjs', import.meta.url)
  const child = new Child({ node: node.executable, script, core: cores.server, flags: ['--expose-gc'] })
  try {
    const left = await child.ask('heapAfter', effort.distinctHeaders, 300_000)
    const always = contestants.find(({ name }) => name === 'new')
    if (always)
      always.more = { [`heap after ${effort.distinctHeaders.toLocaleString('en')} headers, MiB`]: left.toFixed(2) }
  } finally {
    await child.stop()
  }
}

/** @param {string} module @param {object} options @param {NodeRun} run */
function start(module, options, { node }) {
  return Server.start(node.executable, new URL(module, import.meta.url), options)
}
