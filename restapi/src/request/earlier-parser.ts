import { openAsBlob } from 'node:fs'
import type { HttpRequest } from '../http/http.js'
import { parseMediaType } from '../http/media-type.js'
import { ownError } from '../outcomes/own-error.js'
import { addField, emptyFields, isRecord, type UrlFields } from '../text/url-encoded-fields.js'

/** The members that parsers add to a request. Applications declare them with types of their own. */
interface ParsedRequest extends HttpRequest {
  readonly rawBody?: unknown
  readonly file?: unknown
  readonly files?: unknown
}

/** A file of a form that an earlier parser has read. */
interface NamedFile {
  readonly name: string
  readonly file: File
}

/**
 * Reports whether the body is a form: text and files by name. An earlier parser makes text of the fields, whatever the schema expects (RFC
 * 7578 §4.2).
 */
export function isForm({ headers }: HttpRequest): boolean {
  const name = parseMediaType(headers['content-type'] ?? '')?.name
  return name === 'application/x-www-form-urlencoded' || name === 'multipart/form-data'
}

/**
 * Returns the bytes that an earlier middleware has kept in `request.rawBody`, or in `request.body` as `express.raw()` does.
 *
 * @throws Error if there are none
 */
export function bytesReadBefore({ rawBody, body }: ParsedRequest): Uint8Array {
  for (const bytes of [rawBody, body]) if (bytes instanceof Uint8Array) return bytes
  throw new Error(
    'the contract has rawBody, but an earlier middleware read the body and kept no bytes: mount it after this route, or let it keep them: ' +
      'express.json({ verify: (request, response, bytes) => { request.rawBody = bytes } })',
  )
}

/**
 * Returns the files that multer (`request.file`, `request.files`) or express-fileupload (`request.files`) has read, in memory or on disk.
 *
 * @throws HttpError 413 for a file that the parser has truncated
 */
export function filesReadBefore({ file, files }: ParsedRequest): Promise<readonly NamedFile[]> {
  const found: Promise<NamedFile>[] = []
  const add = (candidate: unknown, name?: string): void => {
    for (const each of [candidate].flat()) if (isRecord(each)) found.push(namedFile(each, name))
  }
  add(file)
  if (Array.isArray(files)) add(files)
  else if (isRecord(files)) for (const [name, each] of Object.entries(files)) add(each, name)
  return Promise.all(found)
}

/** Returns the fields with the files among them. @throws SyntaxError for the name `__proto__` */
export function withFiles(fields: UrlFields, files: readonly NamedFile[]): UrlFields {
  if (files.length === 0) return fields
  const all = Object.assign(emptyFields(), fields)
  for (const { name, file } of files) addField(all, name, file)
  return all
}

async function namedFile(parsed: Readonly<Record<string, unknown>>, key = ''): Promise<NamedFile> {
  const { fieldname, originalname, mimetype, buffer, path, name, data, tempFilePath, truncated } = parsed
  if (truncated === true) throw ownError('content-too-large', 'a file of the upload is larger than the limit')
  const stored = [path, tempFilePath].find((each) => typeof each === 'string' && each !== '')
  const bytes = [buffer, data].find((each) => each instanceof Uint8Array)
  if (stored === undefined && bytes === undefined) {
    throw new Error('an earlier middleware read a file and kept neither its path nor its bytes')
  }
  const content = typeof stored === 'string' ? await openAsBlob(stored) : (bytes as Uint8Array)
  const type = typeof mimetype === 'string' ? (parseMediaType(mimetype)?.name ?? '') : ''
  return { name: String(fieldname ?? key), file: new File([content], String(originalname ?? name ?? ''), { type }) }
}
