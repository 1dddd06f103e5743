import { Builder } from 'xml2js'
import { readCsvBySchema } from './csv-by-schema.js'
import { readXmlBySchema, type Schema, writableXml } from './xml-by-schema.js'

/** A format in which a client reads answers. */
export type Format = 'json' | 'xml' | 'ndjson' | 'csv'

const mediaTypes: Readonly<Record<Format, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  ndjson: 'application/x-ndjson',
  csv: 'text/csv',
}

/** The input of an operation; the examples of the document supply the omitted parts. */
export interface Call {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** The answer of an operation, with its content decoded by the documented schema. */
export interface CallAnswer {
  readonly status: number
  readonly headers: Headers
  readonly value: unknown
}

interface Described {
  readonly schema: Schema
  /** The schema of each item of a stream. */
  readonly 'x-itemSchema'?: Schema
  readonly example?: unknown
}

interface Contents extends Node {
  readonly content?: Readonly<Record<string, Described>>
  readonly 'x-streams'?: Readonly<Record<string, Described>>
}

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Node[]
  readonly requestBody?: { readonly content: Readonly<Record<string, Described>> }
  readonly responses: Readonly<Record<string, Node>>
  readonly security?: readonly Node[]
}

type Node = Readonly<Record<string, unknown>>

/**
 * A client made from a document alone, like a generated one. It has no code of the service or the library. `xml2js` writes and reads XML as
 * the schemas and their XML Objects describe.
 */
export class DocumentClient {
  readonly #document: Node
  readonly #baseUrl: string
  readonly #token: string
  readonly #operations: ReadonlyMap<string, Operation & { readonly method: string; readonly path: string }>

  /** @param token for the operations that the document says to require one */
  constructor(document: Node, baseUrl: string, token = '') {
    this.#document = document
    this.#token = token
    this.#baseUrl = baseUrl
    const paths = Object.entries(document.paths as Record<string, Record<string, Operation>>)
    this.#operations = new Map(
      paths.flatMap(([path, item]) =>
        Object.entries(item).map(([method, each]) => [
          each.operationId,
          { ...each, method: method.replace(/^x-/, '').toUpperCase(), path },
        ]),
      ),
    )
  }

  /** The names of all operations. */
  get operations(): readonly string[] {
    return [...this.#operations.keys()]
  }

  /** Returns the documented example of the body of an operation, in JSON or the only format. */
  bodyExample(operationId: string): Readonly<Record<string, unknown>> {
    const content = this.#operation(operationId).requestBody?.content
    return content?.[bodyTypeOf(content, 'json') ?? '']?.example as Record<string, unknown>
  }

  /**
   * Calls an operation. The answer is in this format, and the body too if the operation reads the format.
   *
   * @throws {Error} for undocumented parts of the call or the answer, and for required parts that the call lacks
   */
  async call(
    operationId: string,
    format: Format,
    { params = {}, query = {}, headers = {}, body }: Call = {},
  ): Promise<CallAnswer> {
    const { method, path, parameters = [], requestBody, responses, security = [] } = this.#operation(operationId)
    const known = parameters.map((each) => this.#followed(each))
    const target = path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String(params[name] ?? known.find((each) => each.name === name)?.example)),
    )
    checkParameters(known, 'query', query)
    checkParameters(known, 'header', headers)
    const bodyType = bodyTypeOf(requestBody?.content, format)
    const answer = await fetch(`${this.#baseUrl}${target}?${new URLSearchParams({ ...query })}`, {
      method,
      headers: {
        Accept: mediaTypes[format],
        ...(security.length > 0 && { Authorization: `Bearer ${this.#token}` }),
        ...headers,
        ...(bodyType === undefined ? {} : { 'Content-Type': bodyType }),
      },
      ...(bodyType === undefined ? {} : { body: this.#written(body, bodyType, requestBody?.content[bodyType]) }),
    })
    const response = responses[answer.status] ?? responses.default
    if (response === undefined) throw new Error(`${operationId} has no ${answer.status}`)
    const { content = {}, 'x-streams': streams = {} } = this.#followed(response) as Contents
    const text = await answer.text()
    const type = answer.headers.get('content-type')?.split(';')[0]
    const described = type === undefined ? undefined : { ...content, ...streams }[type]
    if (text !== '' && described === undefined) throw new Error(`${operationId} ${answer.status} has no ${type}`)
    const value = described === undefined ? undefined : await this.#read(text, type, described)
    return { status: answer.status, headers: answer.headers, value }
  }

  #written(value: unknown, mediaType: string, described: Described | undefined): string {
    if (described === undefined) throw new Error(`no body in ${mediaType}`)
    if (/[/+]json$/.test(mediaType)) return JSON.stringify(value)
    if (mediaType === mediaTypes.ndjson) return (value as unknown[]).map((each) => `${JSON.stringify(each)}\n`).join('')
    const { root, content } = writableXml(value, described.schema, this.#follow)
    return new Builder({ rootName: root, renderOpts: { pretty: false } }).buildObject(content)
  }

  async #read(text: string, mediaType = '', { schema, 'x-itemSchema': itemSchema = {} }: Described): Promise<unknown> {
    if (/[/+]json$/.test(mediaType)) return JSON.parse(text)
    if (/[/+]xml$/.test(mediaType)) return readXmlBySchema(text, schema, this.#follow)
    if (mediaType === mediaTypes.csv) return readCsvBySchema(text, itemSchema, this.#follow)
    return text
      .split('\n')
      .slice(0, -1)
      .map((line): unknown => JSON.parse(line))
  }

  #operation(name: string) {
    const operation = this.#operations.get(name)
    if (operation === undefined) throw new Error(`no operation ${name}`)
    return operation
  }

  readonly #follow = (schema: Schema): Schema => this.#followed(schema)

  #followed<Referring extends Node>(node: Referring): Referring {
    if (typeof node.$ref !== 'string') return node
    const { $ref, ...siblings } = node
    const target = $ref
      .split('/')
      .slice(1)
      .reduce<unknown>((at, step) => (at as Node)[step], this.#document)
    return { ...(this.#followed(target as Node) as Referring), ...siblings }
  }
}

/** Checks the parameters of a call. @throws {Error} for an undocumented parameter and for a missing required one */
function checkParameters(known: readonly Node[], place: 'query' | 'header', given: Readonly<Record<string, string>>) {
  const here = known.filter((each) => each.in === place)
  for (const name of Object.keys(given)) {
    if (!here.some((each) => each.name === name)) throw new Error(`no parameter ${name}`)
  }
  const missing = here.find(({ name, required }) => required === true && given[String(name)] === undefined)
  if (missing !== undefined) throw new Error(`the parameter ${missing.name} is required`)
}

/** Returns the media type of a body: that of the format of the answer, else the only one. */
function bodyTypeOf(content: Readonly<Record<string, Described>> | undefined, format: Format): string | undefined {
  if (content === undefined) return undefined
  return mediaTypes[format] in content ? mediaTypes[format] : Object.keys(content)[0]
}
