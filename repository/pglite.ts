import { mkdir, mkdtemp, rm, stat, statfs } from 'node:fs/promises'
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
  /** The folder of the data. It is created when it is missing. It must have no other content. */
  readonly folder: string
  /** True to delete all data first. */
  readonly reset: boolean
  /** False to refuse a folder that has no database. */
  readonly create: boolean
  /** Aborts the start at once. */
  readonly signal: AbortSignal | undefined
  readonly onEvent: OnDatabaseEvent
}

/** The time limit of an orderly stop, in milliseconds. */
const stopTimeoutMs = 5_000

/**
 * Starts PGlite, PostgreSQL in WebAssembly, in a worker thread behind a socket that only this user can reach (on Windows: a port that only
 * this machine can reach). All connections share one session with its locks and settings, and take turns. A committed transaction survives
 * the death of this process, but not a power cut, because PGlite does not wait for the disk.
 * @throws {DatabaseError} `database-in-use`; `database-missing`; `database-unusable` when the folder or its database cannot be opened
 */
export async function startPglite({ folder, reset, create, signal, onEvent }: PgliteOptions): Promise<DatabaseServer> {
  const home = resolve(folder)
  if (!create && !(await isThere(join(home, 'pglite')))) {
    throw new DatabaseError(
      'database-missing',
      `There is no database in ${home}: no service has used this folder. Name that of the service with DATA_FOLDER, or its PostgreSQL with DATABASE_URL.`,
    )
  }
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
      hasRoom: async () => !(await isFull(home)),
      close,
    }
  } catch (error) {
    await close()
    signal?.throwIfAborted()
    if (error instanceof DatabaseError) throw error
    if (await isFull(home)) {
      const room = `Free at least ${mebibytes(leastRoom)} and start again`
      throw unusable(`The database in ${home} cannot be opened: the disk is full. ${room}.`, error)
    }
    throw unusable(
      `The database in ${home} cannot be opened: ${errorText(error)}. To delete its data and begin anew, start with --reset.`,
      error,
    )
  }
}

/** Creates the folder and locks it. Returns the function that unlocks it. */
async function lockedFolder(folder: string, onEvent: OnDatabaseEvent): Promise<() => Promise<void>> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const { takenOverFrom, release } = await lockFolder(folder)
    for (const pid of takenOverFrom) {
      const message = `Process ${pid} has died and left the database in ${folder} locked; its lock was removed.`
      onEvent({ name: 'database-lock-taken-over', message, pid })
    }
    return release
  } catch (error) {
    if (error instanceof DatabaseError) throw error
    throw unusable(`The folder ${folder} cannot hold the database: ${errorText(error)}. Choose another one.`, error)
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
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
  /** Returns the target of `pg` for the address on which the server listens. */
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
  // The path of the data may be too long for a socket. `mkdtemp` makes a folder that only this user can enter.
  const folder = await mkdtemp(join(tmpdir(), 'endware-'))
  return {
    // `pg` expects a socket of this name.
    listen: { path: join(folder, '.s.PGSQL.5432') },
    connection: () => ({ host: folder, port: 5432 }),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

interface DatabaseWorker {
  /** A promise of the address on which the socket server listens. It rejects when the database cannot be opened. */
  readonly address: Promise<string>
  /** Ends the worker and reports `reason` as the cause. */
  readonly fail: (reason: string) => void
  /** Stops the worker: at once while it starts, later in an orderly way. */
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
      const line = `A new database is being created in ${dataFolder}; this takes some seconds.`
      onEvent({ name: 'database-created', message: line, folder: dataFolder })
    })
  })
  address.catch(() => undefined) // After an aborted start nobody handles its rejection.

  const lost = ended.then((reason) => {
    if (isListening && !isStopping)
      onEvent({ name: 'database-stopped', message: `The built-in database stopped: ${reason}.`, reason })
  })
  const fail = (reason: string) => {
    failure ??= reason
    void worker.terminate() // ends even a thread in an endless loop
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
