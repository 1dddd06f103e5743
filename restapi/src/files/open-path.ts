import { type BigIntStats, constants } from 'node:fs'
import { type FileHandle, open, realpath, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { notFound } from '../outcomes/client-errors.js'
import type { HttpError } from '../outcomes/http-error.js'
import { serviceUnavailable } from '../outcomes/server-errors.js'
import { isInside, pathUnderRoot } from './path-under-root.js'

/** An open file. Its size and times are read from the handle, so that they belong to the bytes that the handle reads. */
export interface OpenPath {
  readonly handle: FileHandle
  readonly stats: BigIntStats
}

/** Opening a named pipe would else wait for a writer, for ever. Windows has no such flag. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Opens a file for reading.
 *
 * @param root the folder that the path may not leave, not even by a symbolic link; `undefined` for a path that is trusted
 * @throws HttpError 404 for what is not a file, is missing, may not be read, is hidden or is outside of `root`; 503 when the process has no
 *   file handles left
 */
export async function openPath(path: string, root: string | undefined): Promise<OpenPath> {
  const target = root === undefined ? path : pathUnderRoot(path, root)
  if (target === undefined) throw noSuchFile()
  let handle: FileHandle | undefined
  try {
    handle = await open(target, flags)
    const stats = await handle.stat({ bigint: true })
    if (!stats.isFile()) throw noSuchFile()
    if (root !== undefined && !(await isReallyInside(target, root, stats))) throw noSuchFile()
    return { handle, stats: await settled(handle, stats) }
  } catch (cause) {
    await handle?.close().catch(() => undefined)
    throw failureToOpen(cause)
  }
}

/**
 * Reports whether the open file is inside `root` once all symbolic links are followed. It compares the file behind the real path with the
 * open one: a link that changes in between leads to another.
 */
async function isReallyInside(target: string, root: string, { dev, ino }: BigIntStats): Promise<boolean> {
  const [path, folder] = await Promise.all([realpath(target), realpath(resolve(root))])
  if (!isInside(path, folder)) return false
  const found = await stat(path, { bigint: true })
  return found.dev === dev && found.ino === ino
}

/** Milliseconds between two changes that surely have different times. The clock that file systems read ticks every 1 to 16 ms. */
const oneTick = 20

/** The same for file systems with whole seconds; FAT counts by two. */
const twoSeconds = 2_000

/**
 * Returns the milliseconds that must pass before another change of the file surely has another time. Until then its state is no strong
 * validator.
 *
 * @see RFC 9110 §8.8.1
 */
export function unsettledFor({ mtimeMs, ctimeMs, ctimeNs }: BigIntStats): number {
  const isCoarse = ctimeNs % 1_000_000_000n === 0n
  const latest = isCoarse && mtimeMs > ctimeMs ? mtimeMs : ctimeMs
  return Number(latest) + (isCoarse ? twoSeconds : oneTick) - Date.now()
}

/** Returns the state of a file, once it is settled if that takes but a tick of the clock. A file that was just written then has a strong tag. */
async function settled(handle: FileHandle, stats: BigIntStats): Promise<BigIntStats> {
  const wait = unsettledFor(stats)
  if (wait <= 0 || wait > oneTick) return stats
  await setTimeout(wait + 1) // a timer may fire a fraction early
  return handle.stat({ bigint: true })
}

function noSuchFile(cause?: unknown): HttpError<404> {
  return notFound('there is no such file', { cause })
}

/** Errors for a path that leads to no file that can be read. A client is not told which of them it is. */
const missing: ReadonlySet<unknown> = new Set([
  'EACCES',
  'EINVAL',
  'EISDIR',
  'ELOOP',
  'ENAMETOOLONG',
  'ENOENT',
  'ENOTDIR',
  'ENXIO',
  'EPERM',
  'ERR_INVALID_ARG_VALUE', // a null byte in the path
])

function failureToOpen(cause: unknown): unknown {
  const code = (cause as { readonly code?: unknown }).code
  if (missing.has(code)) return noSuchFile(cause)
  if (code !== 'EMFILE' && code !== 'ENFILE') return cause
  return serviceUnavailable('too many files are open; try again', { cause }).withHeader('Retry-After', 1)
}
