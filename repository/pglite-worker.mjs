// The worker thread of the built-in database. It serves PostgreSQL's protocol on a socket. Any message from its parent stops it. It is
// plain JavaScript, so that the sources and the build load the same file.
import { rename, rm, stat } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'

/** @typedef {{ dataFolder: string, listen: { path: string } | { host: string, port: number } }} Orders */

const { dataFolder, listen } = /** @type {Orders} */ (workerData)

// The database is created under another name first, so that an interrupted start leaves no incomplete database.
if (!(await stat(dataFolder).catch(() => undefined))) {
  const unfinished = `${dataFolder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  parentPort?.postMessage({ creating: true })
  const created = await PGlite.create(unfinished)
  await created.close()
  await rename(unfinished, dataFolder)
}

const database = await PGlite.create(dataFolder)

// An error of SQL is an answer. If this function throws, the engine has failed, and the socket server would never answer again. The
// thread therefore ends.
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
