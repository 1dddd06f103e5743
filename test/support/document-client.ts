import { Builder } from 'xml2js'
import { readXmlBySchema, type Schema, writableXml } from './xml-by-schema.js'

/** A format in which a client speaks. */
export type Family = 'json' | 'xml'

/** What an operation is called with; what is left out comes from the examples of the document. */
export interface Call {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** What an operation answered, its content read by the schema that the document has for it. */
export interface CallAnswer {
  readonly status: number
  readonly headers: Headers
  readonly value: unknown
}

interface Described {
  readonly schema: Schema
  readonly example?: unknown
}

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Node[]
  readonly requestBody?: { readonly content: Readonly<Record<string, Described>> }
  readonly responses: Readonly<Record<string, Node>>
}

type Node = Readonly<Record<string, unknown>>

/**
 * A client made of a document alone, as a stranger would generate one: no code of the service or the library is in it, and XML is
 * written and read by `xml2js` with what the schemas and their XML Objects say.
 */
export class DocumentClient {
  readonly #document: Node
  readonly #baseUrl: string
  readonly #operations: ReadonlyMap<string, Operation & { readonly method: string; readonly path: string }>

  constructor(document: Node, baseUrl: string) {
    this.#document = document
    this.#baseUrl = baseUrl
    const paths = Object.entries(document.paths as Record<string, Record<string, Operation>>)
    this.#operations = new Map(
      paths.flatMap(([path, item]) =>
        Object.entries(item).map(([method, each]) => [
          each.operationId,
          { ...each, method: method.toUpperCase(), path },
        ]),
      ),
    )
  }

  /** The names of all operations. */
  get operations(): readonly string[] {
    return [...this.#operations.keys()]
  }

  /** The example that the document has of the JSON body of an operation. */
  bodyExample(operationId: string): Readonly<Record<string, unknown>> {
    return this.#operation(operationId).requestBody?.content['application/json']?.example as Record<string, unknown>
  }

  /** Calls an operation, its body and its answer in this format. @throws Error for what the document does not describe */
  async call(operationId: string, family: Family, { params = {}, query = {}, body }: Call = {}): Promise<CallAnswer> {
    const { method, path, parameters = [], requestBody, responses } = this.#operation(operationId)
    const known = parameters.map((each) => this.#followed(each))
    const target = path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String(params[name] ?? known.find((each) => each.name === name)?.example)),
    )
    for (const name of Object.keys(query)) {
      if (!known.some((each) => each.in === 'query' && each.name === name)) throw new Error(`no parameter ${name}`)
    }
    const mediaType = `application/${family}`
    const answer = await fetch(`${this.#baseUrl}${target}?${new URLSearchParams({ ...query })}`, {
      method,
      headers: { Accept: mediaType, ...(requestBody === undefined ? {} : { 'Content-Type': mediaType }) },
      ...(requestBody === undefined ? {} : { body: this.#written(body, requestBody.content[mediaType], family) }),
    })
    const response = responses[answer.status]
    if (response === undefined) throw new Error(`${operationId} has no ${answer.status}`)
    const { content = {} } = this.#followed(response) as { content?: Record<string, Described> }
    const text = await answer.text()
    const type = answer.headers.get('content-type')?.split(';')[0]
    const described = type === undefined ? undefined : content[type]
    if (text !== '' && described === undefined) throw new Error(`${operationId} ${answer.status} has no ${type}`)
    const value = described === undefined ? undefined : await this.#read(text, described.schema, family)
    return { status: answer.status, headers: answer.headers, value }
  }

  #written(value: unknown, described: Described | undefined, family: Family): string {
    if (described === undefined) throw new Error(`no body in ${family}`)
    if (family === 'json') return JSON.stringify(value)
    const { root, content } = writableXml(value, described.schema, this.#follow)
    return new Builder({ rootName: root, renderOpts: { pretty: false } }).buildObject(content)
  }

  #read(text: string, schema: Schema, family: Family): unknown {
    return family === 'json' ? JSON.parse(text) : readXmlBySchema(text, schema, this.#follow)
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
