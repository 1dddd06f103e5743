import { basename, isAbsolute } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheControlValue } from '../http/cache-control.js'
import { contentDisposition, type Disposition } from '../http/content-disposition.js'
import { type Fields, noFields, setField } from '../http/fields.js'
import { isActiveContent, mediaTypeOfName } from '../http/file-media-types.js'
import { parseMediaType } from '../http/media-type.js'
import { checkOptions } from '../values/check-options.js'
import { checkOptionalText, checkText, describeValue } from '../values/check-value.js'
import { FileContent, type FileSource } from './file-content.js'
import { type ReadyContent, Result, type StreamedContent } from './result.js'
import { isBlob, isOctetStream, isValueStream } from './stream-source.js'

/**
 * The options of `file()`.
 *
 * @example
 * const options: FileOptions = { mediaType: 'text/csv', name: 'orders.csv' }
 * routes.get('/orders.csv', () => file(new TextEncoder().encode('id\r\n7\r\n'), options))
 */
export interface FileOptions {
  /** The `Content-Type`, with parameters. @default by the ending of the name, else `application/octet-stream` */
  readonly mediaType?: string
  /** The name under which the client saves the file, any text. @default the last segment of the path */
  readonly name?: string
  /** Saves the file (`attachment`), or shows it in the browser (`inline`). @default 'attachment' */
  readonly disposition?: Disposition
  /** The seconds for which caches may use the answer without asking. @default no `Cache-Control` */
  readonly maxAge?: number
  /** The folder that the path may not leave. Required for a path that a client chooses. */
  readonly root?: string
  /** The length of a stream in bytes. */
  readonly length?: number
}

const optionNames: readonly (keyof FileOptions)[] = ['mediaType', 'name', 'disposition', 'maxAge', 'root', 'length']

/**
 * Returns a 200 with a file: a path, bytes, or a stream with a `length`. The answer has `Content-Length`, and a path or bytes have an
 * `ETag`, answer conditional reads, and are sent in part to a client that asks for a `Range` (RFC 9110 §14). A file is read as fast as the
 * client takes it. If it changes before the end, the connection breaks.
 *
 * A path is absolute, or stays inside `root`: a path that leaves it, a hidden file (`.env`), a folder and a missing file are a 404.
 *
 * @throws TypeError for wrong options, a relative path without `root`, and a stream without `length`
 * @example
 * routes.get('/invoices/:name', ({ params }) => file(params.name, { root: '/srv/invoices' }))
 * routes.get('/logo', () => file('/srv/logo.png', { disposition: 'inline', maxAge: 86_400 }))
 */
export function file(
  source: string | URL | Uint8Array | Blob | StreamedContent,
  options: FileOptions = {},
): Result<undefined, 200> {
  checkOptions('file()', options, optionNames)
  const { mediaType: given, name, disposition = 'attachment', maxAge } = options
  checkOptionalText('file(): name', name)
  checkOptionalText('file(): mediaType', given)
  if (disposition !== 'attachment' && disposition !== 'inline')
    throw new TypeError(`file(): disposition must be 'attachment' or 'inline'; got ${describeValue(disposition)}`)
  if (given !== undefined && parseMediaType(given) === undefined)
    throw new TypeError(`file(): mediaType must be one such as image/png; got '${given}'`)
  const { data, length, ownName } = contentOf(source, options)
  const shown = name ?? ownName
  const mediaType = given ?? mediaTypeOfName(shown ?? '') ?? 'application/octet-stream'
  const fields = fieldsOf(mediaType, { disposition, name: shown, maxAge })
  return new Result<undefined, 200>(200, {
    value: undefined,
    // A stream cannot be read from the middle (RFC 9110 §14.3).
    fields: data instanceof FileContent ? fields : setField(fields, 'Accept-Ranges', 'none'),
    ready: Object.freeze({ data, mediaType, length }),
  })
}

interface Content extends Pick<ReadyContent, 'length'> {
  readonly data: FileContent | StreamedContent
  readonly ownName?: string
}

function contentOf(source: unknown, { root, length }: FileOptions): Content {
  if (typeof source === 'string' || source instanceof URL) {
    refuse('length', length, 'a path')
    const path = typeof source === 'string' ? source : pathOfUrl(source)
    return { data: new FileContent(pathSource(path, root)), ownName: basename(path) }
  }
  if (source instanceof Uint8Array) {
    refuse('length', length, 'bytes')
    refuse('root', root, 'bytes')
    return { data: new FileContent({ kind: 'bytes', bytes: source }) }
  }
  if (isBlob(source)) {
    refuse('length', length, 'a Blob')
    refuse('root', root, 'a Blob')
    return { data: new FileContent({ kind: 'blob', blob: source }) }
  }
  if (!isOctetStream(source) && !isValueStream(source)) {
    throw new TypeError(`file() takes a path, a file URL, bytes, a Blob or a stream; got ${describeValue(source)}`)
  }
  refuse('root', root, 'a stream')
  if (!Number.isSafeInteger(length) || Number(length) < 0) {
    throw new TypeError(
      `file(): length must be the number of bytes of the stream; got ${describeValue(length)}. If it is not known, use ok().withContent(stream, mediaType)`,
    )
  }
  return { data: source as StreamedContent, length }
}

function pathOfUrl(url: URL): string {
  if (url.protocol === 'file:') return fileURLToPath(url)
  throw new TypeError(`file(): a URL must begin with file:; got ${url.protocol}`)
}

function refuse(name: string, value: unknown, source: string): void {
  if (value !== undefined) throw new TypeError(`file(): ${name} has no meaning for ${source}; remove it`)
}

function pathSource(path: string, root: string | undefined): FileSource {
  if (root === undefined && !isAbsolute(path)) {
    throw new TypeError(
      `file(): a path must be absolute, or have the option root, the folder that it may not leave; got ${describeValue(path)}`,
    )
  }
  if (root !== undefined) {
    checkText('file(): root', root)
    if (root === '') throw new TypeError('file(): root must be the path of a folder; got an empty text')
  }
  return { kind: 'path', path, root }
}

function fieldsOf(
  mediaType: string,
  { disposition, name, maxAge }: { disposition: Disposition; name: string | undefined; maxAge: number | undefined },
): Fields {
  let fields = setField(noFields, 'Content-Disposition', contentDisposition(disposition, name))
  if (maxAge !== undefined) fields = setField(fields, 'Cache-Control', cacheControlValue({ maxAge }))
  // The scripts of a page that a stranger uploaded would act in the name of the user.
  if (disposition === 'inline' && isActiveContent(mediaType))
    fields = setField(fields, 'Content-Security-Policy', 'sandbox')
  return fields
}
