import type { Readable } from 'node:stream'
import type { DecodeStreamContext } from '../../formats/codec.js'
import { parseExactJson } from '../../formats/exact-json.js'
import type { Shape } from '../../schema/shape.js'
import { itemShape } from '../../schema/shape-combination.js'
import { fieldsReader } from '../../text/form-fields.js'
import { addField, emptyFields, isRecord } from '../../text/url-encoded-fields.js'
import type { FileStore } from './file-store.js'
import { type FormPlaces, formPlaces } from './form-places.js'
import type { MultipartLimits } from './multipart-options.js'
import type { PartHeader } from './part-header.js'
import { tooMuch } from './too-much.js'

/** The value of one part. */
interface Entry {
  readonly name: string
  /** Text, a file, or the value of a JSON part; `undefined` for a part that is left out. */
  value?: unknown
  /** The shape of the member that a JSON part is for. */
  readonly structure: Shape | undefined
}

/** Makes the value of a form of its parts. */
export class FormReader {
  readonly #limits: MultipartLimits
  readonly #store: FileStore
  readonly #context: DecodeStreamContext
  readonly #places: FormPlaces
  /** In the order of the parts, which are not read in this order. */
  readonly #entries: Entry[] = []
  #files = 0
  #fields = 0

  constructor(limits: MultipartLimits, store: FileStore, context: DecodeStreamContext) {
    this.#limits = limits
    this.#store = store
    this.#context = context
    this.#places = formPlaces(context.shape)
  }

  /** Takes one part. @throws HttpError 413 beyond a limit @throws SyntaxError for malformed text or JSON */
  async take(header: PartHeader, content: Readable): Promise<void> {
    const { name, fileName, mediaType } = header
    const isJson = /^application\/(?:[^/]+\+)?json$/.test(mediaType)
    const structure = isJson ? this.#places.structureOf(name) : undefined
    const isFile = structure === undefined && (fileName !== undefined || mediaType === 'application/octet-stream')
    this.#count(isFile)
    const entry: Entry = { name, structure }
    this.#entries.push(entry)
    if (isFile) entry.value = await this.#file(header, content)
    else {
      const text = await this.#text(name, content)
      entry.value = structure === undefined ? text : parseExactJson(text, structure, this.#context.maxDepth)
    }
  }

  /** Returns the value of the form, with its fields as the schema says. Call it when all parts have been taken. */
  value(): unknown {
    const fields = emptyFields()
    const structures = new Map<string, { readonly shape: Shape; readonly values: unknown[] }>()
    for (const { name, value, structure } of this.#entries) {
      if (value === undefined) continue
      if (structure === undefined) {
        addField(fields, name, value)
        continue
      }
      const { values } = structures.get(name) ?? { values: [] as unknown[] }
      values.push(value)
      structures.set(name, { shape: structure, values })
    }
    const form = fieldsReader(this.#context.shape)(fields)
    if (isRecord(form)) for (const [name, { shape, values }] of structures) form[name] = memberOf(shape, values)
    return form
  }

  #count(isFile: boolean): void {
    const { files, fields } = this.#limits
    if (isFile && ++this.#files > files) throw tooMuch(`it has more than ${files} files`)
    if (!isFile && ++this.#fields > fields) throw tooMuch(`it has more than ${fields} fields`)
  }

  async #file(header: PartHeader, content: Readable): Promise<File | undefined> {
    const treatment = this.#places.treatmentOf(header.name)
    if (treatment === 'store') {
      const file = await this.#store.store(content, header)
      // a browser sends an empty file without a name for an input without a file
      return file.name === '' && file.size === 0 ? undefined : file
    }
    for await (const _ of content);
    return treatment === 'refuse' ? new File([], header.fileName ?? '') : undefined
  }

  async #text(name: string, content: Readable): Promise<string> {
    const { fieldBytes } = this.#limits
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of content as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > fieldBytes) throw tooMuch(`the field ${JSON.stringify(name)} is larger than ${fieldBytes} bytes`)
      chunks.push(chunk)
    }
    try {
      return utf8.decode(Buffer.concat(chunks))
    } catch {
      throw new SyntaxError(`the field ${JSON.stringify(name)} is not UTF-8`)
    }
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Returns the value of a member: that of its one part, or a list. A part holds a whole list, or one of its items. */
function memberOf(shape: Shape, values: readonly unknown[]): unknown {
  const [first] = values
  const isList = shape.kind === 'array' && itemShape(shape, 0).kind !== 'array'
  if (isList) return values.flat()
  return values.length === 1 ? first : values
}
