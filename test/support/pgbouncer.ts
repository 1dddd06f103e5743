import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe } from '@jest/globals'
import pg from 'pg'
import { serverUrl } from './database.js'
import { freePort } from './tcp-proxy.js'

/** Describes what needs the program pgbouncer and a PostgreSQL server; skipped when one is missing. */
export function describeWithPgbouncer(name: string, body: () => void): void {
  if (isInstalled() && serverUrl) describe(name, body)
  else describe.skip(`${name} (skipped: it needs PostgreSQL and the program pgbouncer, and one is missing)`, body)
}

/** PgBouncer in transaction mode before a database. */
export class TestPgbouncer {
  readonly url: string
  readonly #process: ChildProcess
  readonly #folder: string

  private constructor(url: string, process: ChildProcess, folder: string) {
    this.url = url
    this.#process = process
    this.#folder = folder
  }

  /** Starts it on a free port. @param size the number of its connections to PostgreSQL */
  static async start(databaseUrl: string, size: number): Promise<TestPgbouncer> {
    const { host, port, user: role = '', database, password } = new pg.Client(databaseUrl)
    const folder = await mkdtemp(join(tmpdir(), 'shop-pgbouncer-'))
    const ownPort = await freePort()
    const secret = password ? ` password=${password}` : ''
    const file = join(folder, 'pgbouncer.ini')
    await writeFile(
      file,
      [
        '[databases]',
        `shop = host=${host} port=${port} dbname=${database} user=${role}${secret} connect_query='set statement_timeout = 4000'`,
        '[pgbouncer]',
        'listen_addr = 127.0.0.1',
        `listen_port = ${ownPort}`,
        'unix_socket_dir =',
        'auth_type = any',
        'pool_mode = transaction',
        'idle_transaction_timeout = 60',
        `default_pool_size = ${size}`,
        // The driver sends these at the start of a connection; PgBouncer 1.18 refuses what it does not know.
        'ignore_startup_parameters = extra_float_digits,statement_timeout,idle_in_transaction_session_timeout',
        '',
      ].join('\n'),
    )
    // It refuses to run as root.
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
    if (user.uid !== undefined) {
      await chown(folder, user.uid, user.gid)
      await chown(file, user.uid, user.gid)
    }
    const child = spawn('pgbouncer', [file], { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
    const kill = () => child.kill('SIGKILL')
    process.once('exit', kill)
    child.once('exit', () => process.off('exit', kill))
    const lines: string[] = []
    for await (const line of createInterface({ input: child.stderr })) {
      lines.push(line)
      if (!line.includes('process up')) continue
      child.stderr.resume()
      return new TestPgbouncer(`postgresql://shop@127.0.0.1:${ownPort}/shop`, child, folder)
    }
    throw new Error(`pgbouncer did not start: ${lines.join('\n')}`)
  }

  /** Lets it hang: it accepts connections and answers nothing. */
  hang(): void {
    this.#process.kill('SIGSTOP')
  }

  /** Lets a hanging PgBouncer go on. */
  resume(): void {
    this.#process.kill('SIGCONT')
  }

  async stop(): Promise<void> {
    const exited = once(this.#process, 'exit')
    this.#process.kill('SIGKILL')
    await exited
    await rm(this.#folder, { recursive: true, force: true })
  }
}

function isInstalled(): boolean {
  try {
    // As root it prints its version too.
    execFileSync('pgbouncer', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
