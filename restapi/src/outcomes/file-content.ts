import { brands, isBranded } from '../values/brand.js'

/**
 * The place of the bytes of a `file()`. Their length and validators are read when the file is opened.
 *
 * @example
 * const describe = (source: FileSource) => (source.kind === 'path' ? source.path : source.kind)
 * describe({ kind: 'path', path: 'logo.png', root: '/srv/files' }) // => 'logo.png'
 */
export type FileSource =
  | { readonly kind: 'path'; readonly path: string; readonly root: string | undefined }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'blob'; readonly blob: Blob }

/**
 * Ready content of known length, made by `file()`. A client may ask for a part of it (RFC 9110 §14).
 *
 * @example
 * const isOnDisk = ({ source }: FileContent) => source.kind === 'path'
 * const download = file('logo.png', { root: '/srv/files' })
 * isOnDisk(download.ready?.data as FileContent) // => true
 */
export class FileContent {
  readonly source: FileSource

  constructor(source: FileSource) {
    this.source = Object.freeze(source)
    Object.freeze(this)
  }

  get [brands.file](): true {
    return true
  }
}

/** Reports whether `value` is the content of a file, of this or another copy of the package. */
export function isFileContent(value: unknown): value is FileContent {
  return isBranded(value, brands.file)
}
