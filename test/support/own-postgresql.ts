import { execFile } from 'node:child_process'
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { describe } from '@jest/globals'
import pg from 'pg'
import { ServerProcess } from './server-process.js'
import { freePort } from './tcp-proxy.js'

const run = promisify(execFile)

/** The folder of the programs of Debian's newest PostgreSQL, or `undefined` when this machine has none. */
const programs = await newestPrograms()

/** Describes tests that start PostgreSQL servers of their own. They are skipped without its programs. */
export function describeWithOwnPostgresql(name: string, body: () => void): void {
  if (programs !== undefined) describe(name, body)
  else describe.skip(`${name} (skipped: it needs the programs of PostgreSQL, and there are none)`, body)
}

type Owner = { readonly uid: number; readonly gid: number }
type ServerSettings = Readonly<Record<string, string>>

/** A PostgreSQL server of a test. It can be stopped and started again with its data. Its settings are safe unless the test changes them. */
export class OwnPostgresql {
  readonly url: string
  readonly #home: string
  readonly #owner: Owner
  readonly #settings: ServerSettings
  #server: ServerProcess | undefined

  private constructor(home: string, port: number, owner: Owner, settings: ServerSettings) {
    this.#home = home
    this.#owner = owner
    this.#settings = {
      listen_addresses: '127.0.0.1',
      port: String(port),
      unix_socket_directories: '',
      ...settings,
    }
    this.url = `postgresql://postgres@127.0.0.1:${port}/postgres`
  }

  /**
   * Makes a cluster in a new folder, and starts its server with these settings.
   * @param parent the folder of the new folder
   */
  static async create(settings: ServerSettings = {}, parent = tmpdir()): Promise<OwnPostgresql> {
    const owner = await ownerOfServers()
    const home = await mkdtemp(join(parent, 'own-postgresql-'))
    await chown(home, owner.uid, owner.gid)
    const flags = ['--no-sync', '--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C']
    await run(`${programs}/initdb`, ['-D', join(home, 'data'), ...flags], { ...owner, cwd: home })
    const server = new OwnPostgresql(home, await freePort(), owner, settings)
    await server.start()
    return server
  }

  /** Starts the server. Resolves when it accepts connections, after its recovery. */
  async start(): Promise<void> {
    const flags = Object.entries(this.#settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const spawning = { ...this.#owner, cwd: this.#home, stdio: 'ignore' as const }
    const server = new ServerProcess(`${programs}/postgres`, ['-D', join(this.#home, 'data'), ...flags], spawning)
    this.#server = server
    while (!(await this.#answers())) {
      if (server.child.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.child.exitCode}`)
      await delay(20)
    }
  }

  /** Stops the server: `immediate` without a checkpoint, as a crash does; `fast` with one, after it has ended every session. */
  async stop(mode: 'fast' | 'immediate'): Promise<void> {
    await this.#server?.end(mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
  }

  /** Stops the server and removes its data. */
  async remove(): Promise<void> {
    await this.stop('immediate')
    await rm(this.#home, { recursive: true, force: true })
  }

  async #answers(): Promise<boolean> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 1_000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return true
    } catch {
      return false
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}

/** PostgreSQL refuses to run as root, so root starts it as the user postgres. */
async function ownerOfServers(): Promise<Owner> {
  const { uid, gid } = userInfo()
  if (uid !== 0) return { uid, gid }
  const [user, group] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'postgres'])))
  return { uid: Number(user?.stdout), gid: Number(group?.stdout) }
}

async function newestPrograms(): Promise<string | undefined> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => [])
  const newest = versions.toSorted((one, other) => Number(one) - Number(other)).at(-1)
  return newest === undefined ? undefined : join('/usr/lib/postgresql', newest, 'bin')
}
