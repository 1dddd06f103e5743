import { createHash } from 'node:crypto'
import type { BigIntStats } from 'node:fs'
import { type Fields, fieldValue, withField } from '../http/fields.js'
import type { FileSource } from '../outcomes/file-content.js'
import type { FileReply, FileSourceReply, OpenFile } from '../outcomes/reply.js'
import { octetsOf, StreamSource } from '../outcomes/stream-source.js'
import { ofLength } from './of-length.js'
import { openPath, unsettledFor } from './open-path.js'
import { readPart } from './read-part.js'

/** An open file and its state. */
interface Opened {
  readonly file: OpenFile
  /** Text that differs for each state; `undefined` when there is none. */
  readonly version?: string
  readonly isSettled: boolean
  /** Milliseconds since 1970. */
  readonly modified?: number
}

/**
 * Opens a file. A version, an `ETag` and a `Last-Modified` of the result replace those of the file.
 *
 * @throws HttpError 404 when there is no such file, 503 when no more files can be opened
 */
export async function openFile({ content, ...reply }: FileSourceReply): Promise<FileReply> {
  const { file, version, isSettled, modified } = await opened(content.source)
  const isOwn = reply.version === undefined && fieldValue(reply.fields, 'etag') === undefined
  return {
    ...reply,
    kind: 'file',
    file,
    fields: withDate(reply.fields, modified),
    version: isOwn ? version : reply.version,
    isSettled: isSettled || !isOwn,
  }
}

function withDate(fields: Fields, modified: number | undefined): Fields {
  if (modified === undefined || fieldValue(fields, 'last-modified') !== undefined) return fields
  // A date in the future would be later than the `Date` of the answer (RFC 9110 §8.8.2.1).
  const date = new Date(Math.min(modified, Date.now()))
  return withField(fields, { name: 'Last-Modified', value: date.toUTCString() })
}

async function opened(source: FileSource): Promise<Opened> {
  if (source.kind === 'bytes') return openedBytes(source.bytes)
  if (source.kind === 'blob') return openedBlob(source.blob)
  const { handle, stats } = await openPath(source.path, source.root)
  // A handle that does not close is closed with the process. The answer is decided.
  const close = (): void => void handle.close().catch(() => undefined)
  return {
    file: {
      length: Number(stats.size),
      part: (range) => ({
        first: undefined,
        rest: readPart(handle, stats, range),
        close,
        length: range.length,
      }),
      close,
    },
    version: versionOfStats(stats),
    isSettled: unsettledFor(stats) <= 0,
    modified: Number(stats.mtimeMs),
  }
}

function openedBytes(bytes: Uint8Array): Opened {
  const part: OpenFile['part'] = ({ start, length }) => ({
    first: { done: false, value: bytes.subarray(start, start + length) },
    rest: nothing,
    close: () => undefined,
    length,
  })
  const version = createHash('sha256').update(bytes).digest('base64url')
  return { file: { length: bytes.byteLength, part, close: () => undefined }, version, isSettled: true }
}

const nothing: AsyncIterator<never> = { next: async () => ({ done: true, value: undefined }) }

/** @throws Error when the file of a Blob was removed or changed since `openAsBlob`, while the failure can still have a status */
async function openedBlob(blob: Blob): Promise<Opened> {
  await blob.slice(0, 1).arrayBuffer().catch(asUnreadable)
  const part: OpenFile['part'] = ({ start, length }) => {
    const source = new StreamSource(blob.slice(start, start + length).stream())
    return { first: undefined, rest: ofLength(octetsOf(source), length), close: () => source.close(), length }
  }
  return { file: { length: blob.size, part, close: () => undefined }, isSettled: true }
}

function asUnreadable(cause: unknown): never {
  throw new Error('a Blob cannot be read: its file was removed or changed', { cause })
}

/**
 * Returns a version that differs for each state of a file: its size, its times to the nanosecond and its inode. It is a hash, so that
 * clients do not learn the inode.
 *
 * @see docs/decisions/tags-of-files.md
 */
function versionOfStats({ size, mtimeNs, ctimeNs, ino }: BigIntStats): string {
  return createHash('sha256').update(`${size} ${mtimeNs} ${ctimeNs} ${ino}`).digest('base64url').slice(0, 22)
}
