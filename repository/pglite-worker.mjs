// The worker in which the built-in database runs. Plain JavaScript, so that the very same file is loaded from the sources and from
// the build. Speaks PostgreSQL's protocol on a socket; its parent tells it to stop by any message.
import { rename, rm, stat } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'

/** @typedef {{ dataFolder: string, listen: { path: string } | { host: string, port: number } }} Orders */

const { dataFolder, listen } = /** @type {Orders} */ (workerData)

// Made under another name first: a start that is interrupted leaves no half-made database behind.
if (!(await stat(dataFolder).catch(() => undefined))) {
  const unfinished = `${dataFolder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  parentPort?.postMessage({ creating: true })
  const created = await PGlite.create(unfinished)
  await created.close()
  await rename(unfinished, dataFolder)
}

const database = await PGlite.create(dataFolder)

// An error of SQL is an answer. A throw is a failure of the engine, after which the socket server would never answer again.
const execute = database.execProtocolRawStream.bind(database)
database.execProtocolRawStream = async (...query) => {
  try {
    return await execute(...query)
  } catch (error) {
    setImmediate(() => {
      throw error
    })
    throw error
  }
}

const server = new PGLiteSocketServer({ db: database, ...listen, maxConnections: 32 })
await server.start()
parentPort?.postMessage({ address: server.getServerConn() })

parentPort?.once('message', async () => {
  await server.stop()
  await database.close()
  process.exit(0)
})
