import { openAsBlob } from 'node:fs'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { MultipartSettings } from './multipart-options.js'
import type { PartHeader } from './part-header.js'
import { tooMuch } from './too-much.js'

/** The files of one upload. Small ones are in memory, others in a folder that only this user can read. */
export class FileStore {
  readonly #settings: MultipartSettings
  readonly #onFolder: () => void
  #folder: Promise<string> | undefined
  #count = 0

  /** @param onFolder runs before the first file is written */
  constructor(settings: MultipartSettings, onFolder: () => void) {
    this.#settings = settings
    this.#onFolder = onFolder
  }

  /** Reads the content of a file to its end. @throws HttpError 413 for a file that is too large */
  async store(content: Readable, { name, fileName = '', mediaType }: PartHeader): Promise<File> {
    const { limits, memoryBytes } = this.#settings
    let chunks: Buffer[] = []
    let size = 0
    let written: StoredFile | undefined
    try {
      for await (const chunk of content as AsyncIterable<Buffer>) {
        size += chunk.length
        if (size > limits.fileBytes)
          throw tooMuch(`the file ${JSON.stringify(name)} is larger than ${limits.fileBytes} bytes`)
        chunks.push(chunk)
        if (written === undefined && size <= memoryBytes) continue
        written ??= await this.#create()
        // Unlike `writev`, this fails when the disk takes only a part of the bytes.
        await written.handle.writeFile(Buffer.concat(chunks))
        chunks = []
      }
    } finally {
      await written?.handle.close()
    }
    const file = new File(written === undefined ? chunks : [await openAsBlob(written.path)], fileName, {
      type: mediaType,
    })
    if (written !== undefined) paths.set(file, written.path)
    return file
  }

  /** Removes the folder. Call it when no file is being stored any more. */
  async remove(): Promise<void> {
    const folder = await this.#folder?.catch(() => undefined)
    if (folder === undefined) return
    try {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    } catch (cause) {
      process.emitWarning(`the temporary files in ${folder} remain: ${String(cause)}`, 'UploadWarning')
    }
  }

  async #create(): Promise<StoredFile> {
    if (this.#folder === undefined) {
      this.#onFolder()
      this.#folder = mkdtemp(join(this.#settings.directory, 'upload-')) // with the mode 0700
    }
    const path = join(await this.#folder, String(++this.#count))
    return { path, handle: await open(path, 'wx', 0o600) }
  }
}

interface StoredFile {
  readonly path: string
  readonly handle: FileHandle
}

const paths = new WeakMap<File, string>()

/**
 * Returns the path of the temporary file of an uploaded file, to move or copy it; `undefined` for a file in memory. The temporary file is
 * removed when the request ends.
 *
 * @example
 * import { copyFile, writeFile } from 'node:fs/promises'
 *
 * const upload = api.endpoint({ body: z.object({ photo: z.file() }) }, async ({ body: { photo } }) => {
 *   const path = temporaryPath(photo)
 *   await (path === undefined ? writeFile('photo', photo.stream()) : copyFile(path, 'photo'))
 * })
 */
export function temporaryPath(file: File): string | undefined {
  return paths.get(file)
}
