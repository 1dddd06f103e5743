import { deepStrictEqual } from 'node:assert'
import { readXml } from '../fixtures/xml-oracle.mjs'
import { Child } from '../process/child.mjs'
import { cores } from '../process/cores.mjs'
import { currentNode } from '../process/nodes.mjs'
import { Server } from '../process/server.mjs'
import { inRounds } from '../rounds.mjs'

/** @typedef {import('../comparison.mjs').Comparison} Comparison */
/** @typedef {import('../node-run.mjs').NodeRun} NodeRun */
/** @typedef {import('../load/download-child.mjs').Download} Download */

const few = 10_000
const longest = 300_000

/** Lines in their order; XML by the customary reader. @type {{ name: string, accept: string, read: (content: string) => unknown }[]} */
const formats = [
  { name: 'ndjson', accept: 'application/x-ndjson', read: (content) => content },
  { name: 'csv', accept: 'text/csv', read: (content) => content },
  { name: 'xml', accept: 'application/xml', read: readXml },
]

const contestants = [
  { name: 'by-hand', title: 'by hand, `pipeline`', module: 'export-by-hand.mjs' },
  { name: 'endware', title: '**end-ware**, the stream returned', module: 'export-endware.mjs' },
]

/** Very many rows from a cursor of the database. */
export async function measureExport(/** @type {string} */ database, /** @type {NodeRun} */ run) {
  const script = new URL('../load/download-child.mjs', import.meta.url)
  const client = new Child({ node: currentNode.executable, script, core: cores.load })
  try {
    for (const format of formats) {
      await run.take('service', `export-${format.name}`, () => measureFormat(format, database, client, run))
    }
  } finally {
    await client.stop()
  }
}

/** @param {typeof formats[number]} format @param {string} database @param {Child} client @param {NodeRun} run @returns {Promise<Comparison[]>} */
async function measureFormat({ name, accept, read }, database, client, { effort, node }) {
  /** @type {Server[]} */
  const servers = []
  try {
    for (const { module } of contestants) {
      const server = await Server.start(node.executable, new URL(module, import.meta.url), { database })
      if (typeof server === 'string') throw new Error(server)
      servers.push(server)
    }
    /** @returns {Promise<Download>} */
    const download = (/** @type {Server} */ server, /** @type {number} */ rows, keep = false) =>
      client.ask('download', { url: `${server.url}/export/${rows}`, headers: { accept }, keep }, longest)
    const [byHand, endware] = await Promise.all(
      servers.map(async (one) => (await download(one, 1000, true)).content ?? ''),
    )
    deepStrictEqual(read(endware), read(byHand), `the export in ${name} differs`)
    for (const server of servers) await download(server, few)
    const before = await Promise.all(servers.map((server) => server.usage()))
    const rounds = await inRounds(servers, effort.exportRounds, (server) => download(server, effort.exportRows))
    const after = await Promise.all(servers.map((server) => server.usage()))
    const measured = contestants.map((contestant, at) => ({
      name: contestant.name,
      title: contestant.title,
      rounds: rounds[at].map(({ seconds }) => effort.exportRows / seconds),
      more: {
        'MB/s': (rounds[at][0].bytes / 1e6 / rounds[at][0].seconds).toFixed(1),
        'peak memory, MiB': after[at].peakRss.toFixed(0),
        [`more than after ${few.toLocaleString('en')} rows, MiB`]: (after[at].peakRss - before[at].peakRss).toFixed(1),
        'event-loop delay p99, ms': after[at].delay.toFixed(1),
      },
    }))
    const title = `Export of ${effort.exportRows.toLocaleString('en')} rows as ${accept}`
    return [
      { group: 'service', name: `export-${name}`, title, unit: 'rows/s', reference: 'by-hand', contestants: measured },
    ]
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}
