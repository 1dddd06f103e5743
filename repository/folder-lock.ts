import { readdir, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DatabaseError } from './database-error.js'
import { processStart } from './process-start.js'
import { errorCode } from './thrown-error.js'

export interface FolderLock {
  /** The ids of dead processes whose locks were removed. */
  readonly takenOverFrom: readonly number[]
  readonly release: () => Promise<void>
}

interface Claim {
  readonly file: string
  readonly pid: number
  readonly start: string
  readonly host: string
}

/**
 * Locks the folder for this process until the process releases the lock or dies.
 *
 * A claim is an empty file whose name identifies a process, so it is never half written. A process first writes its own claim, then lists
 * all claims. Of two processes that start together, at most one finds no other claim. A process removes the claims of dead processes
 * only when it finds no claim of a live one, so the claim of a live process is never removed.
 * @throws {DatabaseError} `database-in-use` when another process has the folder and is alive, or runs on another host, where this process
 * cannot check it
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const own = await ownClaim()
  const path = join(folder, own.file)
  const release = () => rm(path, { force: true })
  try {
    await writeFile(path, '', { flag: 'wx' })
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw inUse(folder, own, own)
    throw error
  }

  try {
    const others = (await claims(folder)).filter(({ file }) => file !== own.file)
    for (const other of others) {
      if (other.host !== own.host || (await lives(other))) throw inUse(folder, other, own)
    }
    await Promise.all(others.map(({ file }) => rm(join(folder, file), { force: true })))
    return { takenOverFrom: others.map(({ pid }) => pid), release }
  } catch (error) {
    await release()
    throw error
  }
}

async function ownClaim(): Promise<Claim> {
  const start = (await processStart(process.pid)) ?? 'unknown'
  const host = hostname()
    .replaceAll(/[^\w-]/g, '-')
    .slice(0, 100)
  return { file: `in-use.${process.pid}.${start}.${host}.lock`, pid: process.pid, start, host }
}

async function claims(folder: string): Promise<Claim[]> {
  return (await readdir(folder)).flatMap((file) => {
    const [, pid, start, host] = /^in-use\.(\d+)\.([\w-]+)\.([\w-]*)\.lock$/.exec(file) ?? []
    return pid && start && host !== undefined ? [{ file, pid: Number(pid), start, host }] : []
  })
}

async function lives({ pid, start }: Claim): Promise<boolean> {
  const current = await processStart(pid)
  return current !== undefined && (current === start || current === 'unknown' || start === 'unknown')
}

function inUse(folder: string, { file, pid, host }: Claim, own: Claim): DatabaseError {
  const who = host === own.host ? `process ${pid}` : `process ${pid} on the machine ${host}`
  // A container that was created anew has another host name, so its own old lock seems to belong to another host.
  const gone =
    host === own.host
      ? ''
      : ` If that process no longer runs (its container was replaced, for example), remove its lock and start again: rm '${join(folder, file)}'`
  return new DatabaseError(
    'database-in-use',
    `The database in ${folder} is in use by ${who}. Only one process can use it at a time. ` +
      `Stop that process, or give this one another folder, or a PostgreSQL server with DATABASE_URL.${gone}`,
  )
}
