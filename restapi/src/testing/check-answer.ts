import { parseMediaType } from '../media-type.js'
import { type JsonSchema, type Shape, shapeOf } from '../shape.js'
import { readXml } from './check-xml.js'
import type { DocumentedContent, DocumentedOperation, DocumentedResponse } from './documented-operation.js'
import type { FaultKind } from './proof-report.js'
import type { SchemaChecker } from './schema-checker.js'
import type { ReadAnswer } from './send-case.js'
import { streamItems } from './stream-items.js'

/** What an answer should be. */
export interface Expectation {
  readonly document: object
  readonly schemas: SchemaChecker
  readonly operation: DocumentedOperation
  readonly response: DocumentedResponse
  readonly mediaType: string | undefined
}

/** Something that is wrong with an answer. */
export interface AnswerFault {
  readonly kind: FaultKind
  readonly message: string
}

/** The documented media type that an answer has. */
export function mediaTypeOf({ headers }: ReadAnswer): string | undefined {
  const field = headers.get('content-type')
  return field === null ? undefined : parseMediaType(field)?.name
}

/** Everything in which an answer is not as the document says. */
export function checkAnswer(answer: ReadAnswer, expectation: Expectation): readonly AnswerFault[] {
  const { operation, response } = expectation
  if (answer.status !== response.status) {
    const documented = operation.responses.some(({ status }) => status === answer.status)
    const message = `got ${answer.status}: ${Buffer.from(answer.content).toString('utf8').slice(0, 300)}`
    return [{ kind: documented ? 'status' : 'undocumented-status', message }]
  }
  return [...headerFaults(answer, expectation), ...contentFaults(answer, expectation)]
}

/** Header fields that tell clients something, and so are documented where they are sent. */
const telling = [
  'accept-patch',
  'allow',
  'deprecation',
  'etag',
  'last-modified',
  'link',
  'location',
  'ratelimit',
  'retry-after',
  'sunset',
  'www-authenticate',
]

function headerFaults({ headers }: ReadAnswer, { response, schemas }: Expectation): readonly AnswerFault[] {
  const documented = new Set(response.headers.map(({ name }) => name.toLowerCase()))
  const undocumented = telling.filter((name) => headers.has(name) && !documented.has(name))
  const wrong = response.headers.flatMap(({ name, required, schema }) => {
    const value = headers.get(name)
    if (value === null) return required ? [`${name} is missing`] : []
    return valueFaults(value, schema, schemas).map((message) => `${name}: ${value}: ${message}`)
  })
  return [...undocumented.map((name) => `${name} is not documented`), ...wrong].map((message) => ({
    kind: 'header',
    message,
  }))
}

/** A field is text, which may stand for a number or a boolean. */
function valueFaults(value: string, schema: JsonSchema, schemas: SchemaChecker): readonly string[] {
  const asText = schemas.of(schema)(value)
  if (asText.length === 0 || !/^(?:-?\d+(?:\.\d+)?|true|false)$/.test(value)) return asText
  return schemas.of(schema)(JSON.parse(value)).length === 0 ? [] : asText
}

function contentFaults(answer: ReadAnswer, expectation: Expectation): readonly AnswerFault[] {
  const { response, mediaType } = expectation
  const field = answer.headers.get('content-type')
  if (mediaType === undefined) {
    const isEmpty = answer.content.length === 0 && field === null
    return isEmpty
      ? []
      : [{ kind: 'body', message: `expected no content, not ${answer.content.length} bytes of ${field}` }]
  }
  const found = mediaTypeOf(answer)
  const content = response.contents.find((each) => each.mediaType === found)
  if (content === undefined) return [{ kind: 'media-type', message: `${found ?? 'no media type'} is not documented` }]
  if (familyOf(content.mediaType) !== familyOf(mediaType))
    return [{ kind: 'media-type', message: `expected ${mediaType}, not ${found}` }]
  return bodyFaults(answer, content, expectation)
}

/** A failure may come as a problem or in another envelope, each in the family that was asked for. */
function familyOf(mediaType: string): string {
  return mediaType.replace('application/problem+', 'application/')
}

function bodyFaults(
  { content }: ReadAnswer,
  described: DocumentedContent,
  expectation: Expectation,
): readonly AnswerFault[] {
  const { mediaType, schema, itemSchema } = described
  const { schemas, document } = expectation
  const kind: FaultKind = itemSchema === undefined ? (/[/+]xml$/.test(mediaType) ? 'xml' : 'body') : 'stream'
  try {
    if (kind === 'xml') {
      const { value, faults } = readXml(content, shapeIn(document, schema))
      return [...schemas.of(schema)(value), ...faults].map((message) => ({ kind, message }))
    }
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
    const items = itemSchema === undefined ? undefined : streamItems(mediaType, text, shapeIn(document, itemSchema))
    if (items !== undefined && itemSchema !== undefined) {
      const check = schemas.of(itemSchema)
      return items.flatMap((item, at) => check(item).map((message) => ({ kind, message: `item ${at}: ${message}` })))
    }
    const value: unknown = /[/+]json$/.test(mediaType) ? JSON.parse(text) : text
    return schemas
      .of(schema)(value)
      .map((message) => ({ kind, message }))
  } catch (error) {
    return [{ kind, message: `cannot be read: ${String(error)}` }]
  }
}

/** The shape of a schema, whose references lead to the components of the document. */
function shapeIn(document: object, schema: JsonSchema): Shape {
  if (typeof schema !== 'object') return shapeOf(schema)
  return shapeOf({ ...schema, components: Reflect.get(document, 'components') })
}
