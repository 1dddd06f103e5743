import type { Codec } from '../codec.js'
import type { Operation } from '../operation.js'
import type { AnyProblemType } from '../problem-type.js'
import { type DeclaredResponse, describedResponse, type HeaderFields } from '../responses.js'
import { ANY, type JsonSchema } from '../shape.js'
import { reasonPhrase } from '../status.js'
import { failureText } from './automatic-failures.js'
import type { Contents, Reference, ResponseObject } from './document-objects.js'
import { declaredProblem, type FailureKind, failureExample, failureKind } from './failure-schema.js'
import { mediaContents, type SpokenType } from './media-contents.js'
import type { ResponseMaking } from './response-objects.js'
import type { SchemaCollection } from './schema-collection.js'

/**
 * The failures of an operation: those that follow from what it is, those that its contract tells of, and the problems that it lists.
 * They are components, since most operations share them.
 */
export function failureResponses(
  operation: Operation,
  automatic: readonly number[],
  making: ResponseMaking,
): Record<string, ResponseObject | Reference> {
  const { responses = {}, problems = [] } = operation.contract
  const told = Object.keys(responses).map(Number)
  const enveloped = [...automatic, ...told.filter((status) => status >= 400 && isEnveloped(responses[status]))]
  const statuses = [...new Set([...enveloped, ...problems.map(({ status }) => status)])]
    .filter((status) => responses[status] !== false && !isOwn(responses[status]))
    .sort((left, right) => left - right)
  return Object.fromEntries(
    statuses.map((status) => {
      const own = problems.filter((problem) => problem.status === status)
      const { description, headers = {} } = describedResponse(responses[status] ?? false)
      const reference = share(
        operation,
        { status, problems: own, enveloped: enveloped.includes(status), headers },
        making,
      )
      return [String(status), description === undefined ? reference : { ...reference, description }]
    }),
  )
}

/** Whether the endpoint answers with this status in its own way, so that there is a schema of its own for it. */
function isOwn(declared: DeclaredResponse | undefined): boolean {
  if (declared === undefined || declared === null || typeof declared === 'string') return declared === null
  return (
    declared !== false &&
    ('~standard' in declared || declared.schema !== undefined || declared.mediaTypes !== undefined)
  )
}

function isEnveloped(declared: DeclaredResponse | undefined): boolean {
  return declared !== undefined && declared !== false && !isOwn(declared)
}

interface Failing {
  readonly status: number
  readonly problems: readonly AnyProblemType[]
  /** Whether it comes in the envelope, too. */
  readonly enveloped: boolean
  readonly headers: HeaderFields
}

function share(operation: Operation, failing: Failing, { schemas, components, always }: ResponseMaking): Reference {
  const { status, problems, enveloped, headers } = failing
  const text = failureText(status, operation)
  const declared = problems.map((problem) => declaredProblem(problem))
  const phrase = (reasonPhrase(status).match(/[A-Za-z0-9]+/g) ?? []).map(capital).join('')
  const name = [enveloped || declared.length === 0 ? phrase : '', ...declared.map((each) => each.name)].join('')
  const all = {
    ...always,
    ...Object.fromEntries((text.headers ?? []).map((each) => [each, true as const])),
    ...headers,
  }
  const ofProblems = declared.map((each) => ({ schema: schemas.define(each.name, each.schema), example: each.example }))
  const kind = failureKind(operation)
  const tellers = status === 406 ? tellersOf406(operation) : operation.failureCodecs
  const inEnvelope = enveloped
    ? [{ schema: defineKind(kind, schemas), example: failureExample(operation, status, text) }]
    : []
  const contents =
    kind.kind === 'problem'
      ? contentsOf(tellers, 'problem', [...ofProblems, ...inEnvelope])
      : { ...contentsOf(tellers, 'error', inEnvelope), ...contentsOf(tellers, 'problem', ofProblems) }
  const title = always.Deprecation === undefined ? name : `${name}Deprecated`
  return components.share('responses', title, {
    description: [...(enveloped ? [text.description] : []), ...problems.map(({ title }) => title)].join('; '),
    headers: components.headers(all, name, text.required),
    content: contents,
  })
}

function defineKind({ name, schema, parts }: FailureKind, schemas: SchemaCollection): JsonSchema {
  for (const [part, definition] of Object.entries(parts)) schemas.define(part, definition)
  return schemas.define(name, schema)
}

/** Whoever accepts a format of the values gets no 406; its failure is in the default format, or in a family asked for by its problems. */
function tellersOf406({ failureCodecs, codecs }: Operation): readonly Codec[] {
  const first = failureCodecs.find(({ forPeople }) => forPeople !== true)
  return failureCodecs.filter((codec) => codec === first || codec.problemType !== undefined || !codecs.includes(codec))
}

interface Alternative {
  readonly schema: JsonSchema
  readonly example: unknown
}

function contentsOf(
  tellers: readonly Codec[],
  kind: 'error' | 'problem',
  alternatives: readonly Alternative[],
): Contents {
  const [first] = alternatives
  if (first === undefined) return {}
  const schema = alternatives.length === 1 ? first.schema : { anyOf: alternatives.map((each) => each.schema) }
  const types = tellers.flatMap((codec) => spokenFor(codec, kind))
  return mediaContents(types, {
    schema,
    itemSchema: schema,
    shape: kind === 'error' ? undefined : ANY,
    kind,
    example: first.example,
  })
}

function spokenFor(codec: Codec, kind: 'error' | 'problem'): readonly SpokenType[] {
  const [first] = codec.mediaTypes
  const mediaType = kind === 'problem' ? (codec.problemType ?? first) : first
  return mediaType === undefined ? [] : [{ mediaType, codec }]
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
