import { shapeOf } from '../schema/shape-compiler.js'
import { encodeXml } from '../xml/writing/encode-xml.js'
import { type CredentialMakers, credentialsFor } from './credentials.js'
import { type DocumentedContent, type DocumentedOperation, mediaTypesOf } from './documented-operation.js'
import { formBody } from './form-body.js'
import { noExample } from './no-example.js'
import type { DrivenCase, ReadyBody } from './request-case.js'

/** The target of a case. */
export interface Sending {
  readonly document: object
  readonly operation: DocumentedOperation
  /** The expected media type of the answer; `undefined` for one without content. */
  readonly mediaType: string | undefined
  /** The format of the body. */
  readonly body: DocumentedContent | undefined
  readonly baseUrl: string
  /** Header fields of every request. */
  readonly headers: Readonly<Record<string, string>>
  /** The functions that make valid credentials. */
  readonly credentials: CredentialMakers
}

/** An answer that has been read. An endless stream is read until it pauses. */
export interface ReadAnswer {
  readonly status: number
  readonly headers: Headers
  readonly content: Uint8Array
}

/** The error for a connection that closes before the end of the content. */
export class BrokenOffError extends Error {
  override readonly name = 'BrokenOffError'
}

/** Milliseconds to wait for an answer. */
const patience = 20_000

/** Milliseconds without a byte after which an event stream counts as endless. */
const silence = 1_000

/**
 * Sends a case, and reads the answer.
 *
 * @throws TypeError for a case that omits a part for which the document has no example
 */
export async function sendCase(driven: DrivenCase, sending: Sending): Promise<ReadAnswer> {
  const { repeat, ...once } = driven
  if (repeat === undefined) return send(once, sending)
  const first = await send(once, sending)
  const value = first.headers.get(repeat.from)
  if (value === null)
    throw new TypeError(
      `the first answer needs ${repeat.from} for the second request; it has status ${first.status} and no such field`,
    )
  return send({ ...once, headers: { ...once.headers, [repeat.to]: value } }, sending)
}

async function send(driven: DrivenCase, sending: Sending): Promise<ReadAnswer> {
  const { operation, mediaType, baseUrl } = sending
  const body = await bodyOf(driven, sending)
  const fields = new Headers(sending.headers)
  const sent = await credentialsFor(operation, driven.credentials ?? 'valid', sending.credentials)
  overwrite(fields, sent.headers)
  for (const { name, in: place, example } of operation.parameters) {
    if (place === 'header' && example !== undefined && !fields.has(name)) fields.set(name, String(example))
  }
  const cookies = cookiesOf({ ...driven, cookies: { ...sent.cookies, ...driven.cookies } }, operation)
  if (cookies !== '') fields.set('cookie', [fields.get('cookie') ?? [], cookies].flat().join('; '))
  if (body !== undefined) fields.set('content-type', body.mediaType)
  if (mediaType !== undefined) fields.set('accept', driven.accept ?? acceptFor(mediaType, operation))
  overwrite(fields, driven.headers ?? {})
  const abort = new AbortController()
  const tooLong = setTimeout(() => abort.abort(new Error(`no answer within ${patience} ms`)), patience)
  try {
    const target = targetOf({ ...driven, query: { ...sent.query, ...driven.query } }, operation)
    const response = await fetch(`${(driven.baseUrl ?? baseUrl).replace(/\/$/, '')}${target}`, {
      method: driven.method ?? operation.method,
      headers: fields,
      redirect: 'manual',
      signal: abort.signal,
      // to text, fetch would add a Content-Type that the case may leave out
      ...(body === undefined ? {} : driven.isUnfinished ? withoutEnd(body) : { body: Buffer.from(body.data) }),
    })
    return { status: response.status, headers: response.headers, content: await readContent(response) }
  } finally {
    clearTimeout(tooLong)
    abort.abort()
  }
}

/** Returns the cookies of a case, and those of which the document has an example. @see OpenAPI 3.1.1 §4.8.12.6, style `form` */
function cookiesOf({ cookies = {} }: DrivenCase, { parameters }: DocumentedOperation): string {
  const documented = parameters.filter(({ in: place, example }) => place === 'cookie' && example !== undefined)
  const all = { ...Object.fromEntries(documented.map(({ name, example }) => [name, example])), ...cookies }
  return Object.entries(all)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${partsOf(value).map((part) => encodeURIComponent(String(part)))}`)
    .join('; ')
}

/** Returns the items of a list, or the names and values of an object in turn. */
function partsOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flat()
    : [value].flat()
}

/** Sets fields, and deletes those that are `undefined`. */
function overwrite(fields: Headers, given: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) fields.delete(name)
    else fields.set(name, value)
  }
}

/** Returns a body that never ends. A service that gets no byte at all may wait for one, so it has at least one, of an empty body a space. */
function withoutEnd({ data }: ReadyBody): RequestInit {
  const beginning = data.length === 0 ? Buffer.from(' ') : Buffer.from(data.slice(0, Math.ceil(data.length / 2)))
  return { body: new ReadableStream({ start: (to) => to.enqueue(beginning) }), duplex: 'half' }
}

/**
 * Returns an `Accept` that gets the media type. A problem needs `Accept` to name its family, JSON or XML; a format that only failures have
 * needs it to name a format of the values as well.
 */
function acceptFor(mediaType: string, { responses }: DocumentedOperation): string {
  const family = /[/+](json|xml)$/.exec(mediaType)?.[1]
  const values = responses.flatMap(({ status, contents }) => (status < 300 ? mediaTypesOf(contents) : []))
  const asked = mediaType === `application/problem+${family}` ? [`application/${family}`, mediaType] : [mediaType]
  const [first] = values
  const besides = first === undefined || asked.some((each) => values.includes(each)) ? [] : [`${first};q=0.1`]
  return [...asked, ...besides].join(', ')
}

function targetOf({ params = {}, query = {}, rawPath, rawQuery }: DrivenCase, operation: DocumentedOperation): string {
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = params[name] ?? operation.parameters.find((each) => each.in === 'path' && each.name === name)?.example
    if (value === undefined) throw noExample(`the path parameter ${name}`)
    if (rawPath !== undefined) return rawPath
    return encodeURIComponent(String(value))
  })
  const fields = new URLSearchParams()
  for (const { name, in: place, required, example } of operation.parameters) {
    if (place !== 'query' || !required || query[name] !== undefined || example === undefined) continue
    for (const [field, text] of fieldsOf(name, example)) fields.append(field, text)
  }
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value].flat()) fields.append(name, String(each))
  }
  const text = [fields.toString(), rawQuery ?? ''].filter((part) => part !== '').join('&')
  return text === '' ? path : `${path}?${text}`
}

/** Returns the fields of a query parameter: a list repeats the name, an object has its members in brackets (OpenAPI 3.1.1 §4.8.12.6). */
function fieldsOf(name: string, value: unknown): [name: string, text: string][] {
  if (Array.isArray(value)) return value.flatMap((item) => fieldsOf(name, item))
  if (typeof value !== 'object' || value === null) return [[name, String(value)]]
  return Object.entries(value).flatMap(([key, member]) => fieldsOf(`${name}[${key}]`, member))
}

async function bodyOf(driven: DrivenCase, { operation, body, document }: Sending): Promise<ReadyBody | undefined> {
  if (driven.content !== undefined) return driven.content
  if (body === undefined || driven.method !== undefined) return undefined
  const { mediaType, schema } = body
  if (mediaType === 'multipart/form-data') return formBody(driven.body, schema, document)
  const json = operation.body.find((each) => /[/+]json$/.test(each.mediaType))
  const value = driven.body ?? json?.example
  if (value === undefined) {
    if (typeof body.example === 'string') return { mediaType, data: body.example }
    throw noExample('the body')
  }
  if (/[/+]json$/.test(mediaType)) return { mediaType, data: JSON.stringify(value) }
  if (/[/+]xml$/.test(mediaType)) {
    const shape = shapeOf({
      ...(typeof schema === 'object' ? schema : {}),
      components: Reflect.get(document, 'components'),
    })
    return { mediaType, data: encodeXml(value, { kind: 'value', shape }) }
  }
  if (typeof body.example === 'string') return { mediaType, data: body.example }
  if (mediaType === 'application/x-www-form-urlencoded' && typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).flatMap(([name, member]) => fieldsOf(name, member))
    return { mediaType, data: new URLSearchParams(fields).toString() }
  }
  throw new TypeError(`the kit cannot encode ${mediaType}; give the body as content: { mediaType, data }`)
}

/** Reads the content. @throws BrokenOffError when the connection closes before its end */
async function readContent(response: Response): Promise<Uint8Array> {
  const isEndless = /^text\/event-stream/.test(response.headers.get('content-type') ?? '')
  try {
    return isEndless && response.body !== null
      ? await readUntilSilence(response.body)
      : new Uint8Array(await response.arrayBuffer())
  } catch (cause) {
    throw new BrokenOffError('the connection closed before the end of the content', { cause })
  }
}

async function readUntilSilence(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  const reader = body.getReader()
  for (;;) {
    let timer: NodeJS.Timeout | undefined
    const quiet = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, silence, undefined)
    })
    try {
      const next = await Promise.race([reader.read(), quiet])
      if (next === undefined || next.done) return Buffer.concat(chunks)
      chunks.push(next.value)
    } finally {
      clearTimeout(timer)
    }
  }
}
