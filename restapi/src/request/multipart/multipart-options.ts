import { statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { checkNames, checkOptions } from '../../values/check-options.js'

/**
 * Bounds on one upload. A larger upload gets 413.
 *
 * @example
 * const limits: Partial<MultipartLimits> = { bodyBytes: 10_000_000, files: 3 }
 * const uploading = endware({ codecs: [json(), multipart({ limits })] })
 */
export interface MultipartLimits {
  /** Bytes of the whole body, as received and after inflation. @default 32 MiB */
  readonly bodyBytes: number
  /** Parts: fields and files together. @default 200 */
  readonly parts: number
  /** Parts that are fields. @default 200 */
  readonly fields: number
  /** Parts that are files. @default 20 */
  readonly files: number
  /** Bytes of one field. @default 64 KiB */
  readonly fieldBytes: number
  /** Bytes of one file. @default 16 MiB */
  readonly fileBytes: number
  /** Bytes of a name, and of a file name, in UTF-8. @default 256 */
  readonly nameBytes: number
  /** Header fields of one part. @default 16 */
  readonly headerPairs: number
  /** Bytes of the header fields of one part. @default 8 KiB */
  readonly headerBytes: number
}

/**
 * The options of `multipart()`.
 *
 * @example
 * const options: MultipartOptions = { limits: { files: 3 }, memoryBytes: 100_000 }
 * const uploading = endware({ codecs: [json(), multipart(options)] })
 */
export interface MultipartOptions {
  /** Bounds on one upload. */
  readonly limits?: Partial<MultipartLimits>
  /** The largest file that is kept in memory, in bytes. A larger one is kept in a temporary file. @default 64 KiB */
  readonly memoryBytes?: number
  /** The existing folder in which temporary files are kept, each upload in a folder of its own. @default `os.tmpdir()` */
  readonly directory?: string
}

/** The options with their defaults. */
export interface MultipartSettings {
  readonly limits: MultipartLimits
  readonly memoryBytes: number
  readonly directory: string
}

const defaults: MultipartLimits = {
  bodyBytes: 32 * 1024 * 1024,
  parts: 200,
  fields: 200,
  files: 20,
  fieldBytes: 64 * 1024,
  fileBytes: 16 * 1024 * 1024,
  nameBytes: 256,
  headerPairs: 16,
  headerBytes: 8 * 1024,
}

/** The limits that may be 0. */
const optional: ReadonlySet<string> = new Set(['fields', 'files'])

/** Returns the options with their defaults. @throws TypeError that names a wrong option */
export function multipartSettings(options: MultipartOptions): MultipartSettings {
  checkOptions('multipart()', options, ['limits', 'memoryBytes', 'directory'])
  const { limits = {}, memoryBytes = 64 * 1024, directory = tmpdir() } = options
  checkNames('multipart()', 'limit', limits, Object.keys(defaults))
  for (const [name, value] of Object.entries(limits)) {
    const least = optional.has(name) ? 0 : 1
    if (!Number.isSafeInteger(value) || value < least)
      throw new TypeError(`multipart(): the limit ${name} must be an integer from ${least}; got ${String(value)}`)
  }
  if (!Number.isSafeInteger(memoryBytes) || memoryBytes < 0)
    throw new TypeError(`multipart(): memoryBytes must be an integer from 0; got ${String(memoryBytes)}`)
  if (typeof directory !== 'string' || statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new TypeError(`multipart(): directory must be the path of an existing folder; got ${String(directory)}`)
  return { limits: { ...defaults, ...limits }, memoryBytes, directory }
}
