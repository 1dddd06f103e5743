import { mkdir, mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { aborted } from './aborted.js'
import { DatabaseError } from './database-error.js'
import type { OnDatabaseEvent } from './database-event.js'
import type { DatabaseServer } from './database-server.js'
import { lockFolder } from './folder-lock.js'
import { errorText } from './thrown-error.js'

export interface PgliteOptions {
  /** The folder of the data, created when it is missing. It must have no other content. */
  readonly folder: string
  /** True to delete all data first. */
  readonly reset: boolean
  /** Ends the start at once. */
  readonly signal: AbortSignal | undefined
  readonly onEvent: OnDatabaseEvent
}

/** The time limit of an orderly stop, in milliseconds. */
const stopTimeoutMs = 5_000

/**
 * Starts PGlite, PostgreSQL in WebAssembly, in a worker thread behind a socket that only this user can reach (on Windows: a port of
 * this machine). It is one session: connections take turns, and share locks and settings. What it acknowledged survives the death of
 * this process, but not a power cut, since it does not wait for the disk.
 * @throws {DatabaseError} `database-in-use`; `database-unusable` when the folder or what is in it can not be opened
 */
export async function startPglite({ folder, reset, signal, onEvent }: PgliteOptions): Promise<DatabaseServer> {
  const home = resolve(folder)
  const undo: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    undo.push(await lockedFolder(home, onEvent))
    const dataFolder = join(home, 'pglite')
    if (reset) await rm(dataFolder, { recursive: true, force: true })
    const socket = await socketPlace()
    undo.push(socket.remove)
    const worker = startWorker(dataFolder, socket.listen, onEvent)
    undo.push(worker.stop)
    const address = await Promise.race([worker.address, aborted(signal)])

    return {
      kind: 'pglite',
      description: `PGlite (PostgreSQL in this process, for trying out) in ${home}`,
      connection: {
        ...socket.connection(address),
        user: 'postgres',
        database: 'postgres',
        password: '',
        ssl: false,
      },
      poolMax: 1,
      fail: worker.fail,
      close,
    }
  } catch (error) {
    await close()
    signal?.throwIfAborted()
    if (error instanceof DatabaseError) throw error
    if (await isFull(home)) {
      const room = `Make room for it (${mebibytes(leastRoom)} at least) and start again`
      throw unusable(`The database in ${home} can not be opened: the disk is full. ${room}.`, error)
    }
    throw unusable(
      `The database in ${home} can not be opened: ${errorText(error)}. To begin afresh, without what is in it, start with --reset.`,
      error,
    )
  }
}

/** Makes the folder and locks it; returns how to unlock it. */
async function lockedFolder(folder: string, onEvent: OnDatabaseEvent): Promise<() => Promise<void>> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const { takenOverFrom, release } = await lockFolder(folder)
    for (const pid of takenOverFrom) {
      const message = `The database in ${folder} was left locked by process ${pid}, which is gone; the lock was taken over.`
      onEvent({ name: 'database-lock-taken-over', message, pid })
    }
    return release
  } catch (error) {
    if (error instanceof DatabaseError) throw error
    throw unusable(`The folder ${folder} can not hold the database: ${errorText(error)}. Choose another one.`, error)
  }
}

/** The free space that PostgreSQL needs for the next segment of its log, in bytes. */
const leastRoom = 16 * 1024 * 1024

async function isFull(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize < leastRoom
  } catch {
    return false
  }
}

function mebibytes(bytes: number): string {
  return `${bytes / 1024 / 1024} MiB`
}

function unusable(message: string, cause: unknown): DatabaseError {
  return new DatabaseError('database-unusable', message, { cause })
}

type Listen = { readonly path: string } | { readonly host: string; readonly port: number }

interface SocketPlace {
  readonly listen: Listen
  /** What `pg` connects to, given the address that the server listens on. */
  readonly connection: (address: string) => { readonly host: string; readonly port?: number }
  readonly remove: () => Promise<void>
}

async function socketPlace(): Promise<SocketPlace> {
  if (process.platform === 'win32') {
    const host = '127.0.0.1'
    const port = (address: string) => Number(address.slice(address.lastIndexOf(':') + 1))
    return {
      listen: { host, port: 0 },
      connection: (address) => ({ host, port: port(address) }),
      remove: async () => {},
    }
  }
  // Not in the folder of the data, whose path may be longer than a socket's may be. Only this user can enter it.
  const folder = await mkdtemp(join(tmpdir(), 'endware-'))
  return {
    // The name that `pg` looks for.
    listen: { path: join(folder, '.s.PGSQL.5432') },
    connection: () => ({ host: folder, port: 5432 }),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

interface DatabaseWorker {
  /** Resolves to the address of the socket server when it listens; rejects when the database cannot be opened. */
  readonly address: Promise<string>
  /** Ends the worker, for which `reason` is then given. */
  readonly fail: (reason: string) => void
  /** Stops the worker: at once while it starts, afterwards in order. */
  readonly stop: () => Promise<void>
}

function startWorker(dataFolder: string, listen: Listen, onEvent: OnDatabaseEvent): DatabaseWorker {
  const program = new URL('./pglite-worker.mjs', import.meta.url)
  const worker = new Worker(program, { workerData: { dataFolder, listen }, execArgv: [] })
  let isListening = false
  let isStopping = false
  let failure: string | undefined
  const ended = new Promise<string>((resolve) => {
    worker.once('error', (error) => resolve(error.message))
    worker.once('exit', (code) => resolve(failure ?? `its thread ended with ${code}`))
  })
  const address = new Promise<string>((listening, failed) => {
    ended.then((reason) => failed(new Error(reason)))
    worker.on('message', (message: { creating?: true; address?: string }) => {
      if (message.address !== undefined) {
        isListening = true
        return listening(message.address)
      }
      const line = `A new database is made in ${dataFolder}, which takes some seconds.`
      onEvent({ name: 'database-created', message: line, folder: dataFolder })
    })
  })
  address.catch(() => undefined) // nobody waits for it once the start is broken off

  const lost = ended.then((reason) => {
    if (isListening && !isStopping)
      onEvent({ name: 'database-stopped', message: `The built-in database stopped: ${reason}.`, reason })
  })
  const fail = (reason: string) => {
    failure ??= reason
    void worker.terminate() // which ends it even within a loop
  }
  const stop = async () => {
    isStopping = true
    if (!isListening) {
      await worker.terminate()
      return
    }
    worker.postMessage('stop')
    const stuck = setTimeout(() => worker.terminate(), stopTimeoutMs)
    await lost
    clearTimeout(stuck)
  }
  return { address, fail, stop }
}
