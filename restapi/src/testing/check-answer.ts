import { parseMediaType } from '../http/media-type.js'
import type { JsonSchema, Shape } from '../schema/shape.js'
import { shapeOf } from '../schema/shape-compiler.js'
import { memoizedByObject } from '../values/memoized-by-object.js'
import { type HeaderExpectation, headerFaults } from './check-headers.js'
import { pageFaults } from './check-page.js'
import { rangeFaults } from './check-range.js'
import { readXml } from './check-xml.js'
import { contentOf, type DocumentedContent, type DocumentedOperation } from './documented-operation.js'
import type { FaultKind } from './proof-report.js'
import type { ReadAnswer } from './send-case.js'
import { streamItems } from './stream-items.js'

/** The documented properties of an answer. */
export interface Expectation extends HeaderExpectation {
  readonly document: object
  readonly mediaType: string | undefined
  /** Functions that read content of other formats, by media type. */
  readonly decode: Readonly<Record<string, (content: Buffer) => unknown>>
  /** Texts that a page must show. */
  readonly shown: readonly string[]
}

/** A difference between an answer and the document. */
export interface AnswerFault {
  readonly kind: FaultKind
  readonly message: string
}

/** The result of a check. */
export interface Finding {
  readonly faults: readonly AnswerFault[]
  /** The number of items of a stream or a list; `undefined` for other content. */
  readonly items?: number
}

/** Returns the media type of an answer. */
export function mediaTypeOf({ headers }: ReadAnswer): string | undefined {
  const field = headers.get('content-type')
  return field === null ? undefined : parseMediaType(field)?.name
}

/** Compares an answer with the document, and returns all differences. */
export function checkAnswer(answer: ReadAnswer, expectation: Expectation): Finding {
  const { operation, response } = expectation
  if (answer.status !== response.status) {
    const documented = operation.isOpen || operation.responses.some(({ status }) => status === answer.status)
    const message = `got ${answer.status}: ${Buffer.from(answer.content).toString('utf8').slice(0, 300)}`
    return { faults: [{ kind: documented ? 'status' : 'undocumented-status', message }] }
  }
  const { faults, items } = checkContent(answer, expectation)
  const ofRange = rangeFaults(answer).map((message): AnswerFault => ({ kind: 'body', message }))
  const ofHeaders = headerFaults(answer.headers, expectation).map(
    (message): AnswerFault => ({ kind: 'header', message }),
  )
  return { faults: [...ofHeaders, ...ofRange, ...faults], ...(items === undefined ? {} : { items }) }
}

/** Returns a fault when the document lacks the status of an answer, or its media type. */
export function strayFaults(answer: ReadAnswer, { responses, isOpen }: DocumentedOperation): readonly AnswerFault[] {
  const response = responses.find(({ status }) => status === answer.status)
  if (response === undefined && isOpen) return []
  if (response === undefined) return [{ kind: 'undocumented-status', message: `${answer.status} is not documented` }]
  const found = mediaTypeOf(answer)
  if (found === undefined || contentOf(response.contents, found) !== undefined) return []
  return [{ kind: 'media-type', message: `${found} is not documented for ${answer.status}` }]
}

function checkContent(answer: ReadAnswer, expectation: Expectation): Finding {
  const { response, mediaType } = expectation
  const field = answer.headers.get('content-type')
  if (mediaType === undefined) {
    if (answer.content.length === 0 && field === null) return { faults: [] }
    return faulty('body', [`expected no content, not ${answer.content.length} bytes of ${field}`])
  }
  const charset = parseMediaType(field ?? '')?.parameters.get('charset')
  if (charset !== undefined && !/^utf-8$/i.test(charset))
    return faulty('media-type', [`expected UTF-8, not ${charset}`])
  const found = mediaTypeOf(answer)
  const content = contentOf(response.contents, found)
  if (content === undefined || found === undefined)
    return faulty('media-type', [`${found ?? 'no media type'} is not documented`])
  if (!mayStandFor(found, mediaType)) return faulty('media-type', [`expected ${mediaType}, not ${found}`])
  return checkBody(answer, content, expectation)
}

/** Reports whether a media type answers a request for another: a failure may be a problem or an envelope of the same family, JSON or XML. */
function mayStandFor(found: string, asked: string): boolean {
  if (found === asked) return true
  const [family, problem] = [/\w+$/.exec(asked)?.[0], 'application/problem+']
  return /\w+$/.exec(found)?.[0] === family && (found.startsWith(problem) || asked.startsWith(problem))
}

function faulty(kind: FaultKind, messages: readonly string[], items?: number): Finding {
  return { faults: messages.map((message) => ({ kind, message })), ...(items === undefined ? {} : { items }) }
}

function checkBody(
  { content, headers, status }: ReadAnswer,
  described: DocumentedContent,
  expectation: Expectation,
): Finding {
  const { mediaType, schema, itemSchema, isPage } = described
  const { schemas, document, shown } = expectation
  const kind = kindOf(described)
  try {
    if (kind === 'xml') {
      const { value, faults } = readXml(content, shapeIn(document, schema))
      return faulty(kind, [...schemas.of(schema)(value), ...faults], lengthOf(value))
    }
    if (isPage) {
      const policy = headers.get('content-security-policy')
      return faulty(kind, pageFaults(textOf(content), { status, policy, shown }))
    }
    if (itemSchema !== undefined) {
      const items = streamItems(mediaType, textOf(content), shapeIn(document, itemSchema))
      const check = schemas.of(itemSchema)
      const wrong = items.flatMap((item, at) => check(item).map((message) => `item ${at}: ${message}`))
      return faulty(kind, wrong, items.length)
    }
    const value = decoded(content, described, expectation)
    return faulty(kind, schemas.of(schema)(value), lengthOf(value))
  } catch (error) {
    return faulty(kind, [`cannot be read: ${String(error)}`])
  }
}

/** Returns the kind of fault that a content of this format has. */
export function kindOf({ mediaType, itemSchema, isPage }: DocumentedContent): FaultKind {
  if (itemSchema !== undefined) return 'stream'
  if (isPage) return 'page'
  return /[/+]xml$/.test(mediaType) ? 'xml' : 'body'
}

/** Decodes content to the value that its schema describes. Text and octets stay as they are. */
function decoded(content: Uint8Array, { mediaType, schema }: DocumentedContent, { decode }: Expectation): unknown {
  if (/[/+]json$/.test(mediaType)) return JSON.parse(textOf(content))
  const own = decode[mediaType]
  if (own !== undefined) return own(Buffer.from(content))
  if (/^text\//.test(mediaType)) return textOf(content)
  const isDescribed = typeof schema === 'object' && Object.keys(schema).some((keyword) => keyword !== 'description')
  if (isDescribed && schema.type !== 'string')
    throw new TypeError(`the kit cannot read ${mediaType}; add a function for it to options.decode`)
  return Buffer.from(content).toString('latin1')
}

function textOf(content: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
}

function lengthOf(value: unknown): number | undefined {
  return Array.isArray(value) ? value.length : undefined
}

/** Returns the shape of a schema, with references resolved in the components of the document. It is compiled once. */
function shapeIn(document: object, schema: JsonSchema): Shape {
  return typeof schema === 'object' ? shapesIn(document)(schema) : shapeOf(schema)
}

const shapesIn = memoizedByObject((document: object) =>
  memoizedByObject((schema: object) => shapeOf({ ...schema, components: Reflect.get(document, 'components') })),
)
