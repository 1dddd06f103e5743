import type { Codec } from '../codec.js'
import type { Operation } from '../operation.js'
import type { AnyProblemType } from '../problem-type.js'
import { type DeclaredResponse, describedResponse, type HeaderFields } from '../responses.js'
import { ANY, type JsonSchema } from '../shape.js'
import { type SpokenType, spokenTypes } from '../spoken-type.js'
import { reasonPhrase } from '../status.js'
import { failureText } from './automatic-failures.js'
import { componentWord } from './component-word.js'
import { isJudged, readValidators } from './conditional-read.js'
import type { Contents, Reference, ResponseObject } from './document-objects.js'
import { declaredProblem, type FailureKind, failureExample, failureKind } from './failure-schema.js'
import { formatSuffix } from './format-suffix.js'
import { formatFields } from './header-objects.js'
import { mediaContents } from './media-contents.js'
import type { ResponseMaking } from './response-objects.js'
import type { SchemaCollection } from './schema-collection.js'

/** Where failures come from, besides the contract. */
export interface FailureSources {
  /** The statuses of those that an operation has of itself. */
  readonly automatic: readonly number[]
  /** The statuses of those that middleware may answer with. */
  readonly middleware: readonly number[]
  /** Whether the path has a PATCH that says which media types it takes. */
  readonly patches: boolean
  /** Whether the path has parameters, so that it may be malformed. */
  readonly inPath: boolean
}

/**
 * The failures of an operation: those that follow from what it is, those that its contract tells of, and the problems that it lists.
 * They are components, since most operations share them.
 */
export function failureResponses(
  operation: Operation,
  { automatic, middleware, patches, inPath }: FailureSources,
  making: ResponseMaking,
): Record<string, ResponseObject | Reference> {
  const { responses = {}, problems = [] } = operation.contract
  const told = Object.keys(responses).map(Number)
  const outside = [...middleware, ...automatic.filter((status) => answeredOutside.includes(status))]
  const enveloped = [
    ...automatic,
    ...middleware,
    ...told.filter((status) => status >= 400 && isEnveloped(responses[status])),
  ]
  const statuses = [...new Set([...enveloped, ...problems.map(({ status }) => status)])]
    .filter((status) => responses[status] !== false && !isOwn(responses[status]))
    .sort((left, right) => left - right)
  return Object.fromEntries(
    statuses.map((status) => {
      const own = problems.filter((problem) => problem.status === status)
      const { description, headers = {} } = describedResponse(responses[status] ?? false)
      const isOutside = outside.includes(status) && !told.includes(status)
      const writers = writersOf(status, operation, isOutside, inPath)
      const failing = {
        status,
        problems: own,
        enveloped: enveloped.includes(status),
        headers,
        patches,
        types: typesOf(status, operation, writers),
        formats: suffixOf(status, operation, writers),
      }
      const reference = share(operation, failing, making)
      return [String(status), description === undefined ? reference : { ...reference, description }]
    }),
  )
}

/** Failures of a path and of middleware that authenticates: no endpoint is asked, nor its formats. */
const answeredOutside: readonly number[] = [401, 403, 405]

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
  /** What the envelope is written in. */
  readonly types: readonly SpokenType[]
  /** What tells those from the formats of the end-ware. */
  readonly formats: string
  readonly patches: boolean
}

function share(operation: Operation, failing: Failing, { schemas, components, always }: ResponseMaking): Reference {
  const { status, problems, enveloped, headers, types, formats, patches } = failing
  const hasNoVersion = status === 412 && isUntagged(operation)
  const text = failureText(status, operation, { patches, hasNoVersion })
  const declared = problems.map((problem) => declaredProblem(problem))
  const phrase = componentWord(reasonPhrase(status))
  const name = [enveloped || declared.length === 0 ? phrase : '', ...declared.map((each) => each.name)].join('')
  const all = {
    ...always,
    ...formatFields(types.map(({ codec }) => codec)),
    ...Object.fromEntries((text.headers ?? []).map((each) => [each, true as const])),
    ...headers,
  }
  const ofProblems = declared.map((each) => ({ schema: schemas.define(each.name, each.schema), example: each.example }))
  const kind = failureKind(operation)
  const inEnvelope = enveloped
    ? [{ schema: defineKind(kind, schemas), example: failureExample(operation, status, text) }]
    : []
  const contents =
    kind.kind === 'problem'
      ? contentsOf(types, 'problem', [...ofProblems, ...inEnvelope])
      : { ...contentsOf(types, 'error', inEnvelope), ...contentsOf(types, 'problem', ofProblems) }
  const withPatch = text.headers?.includes('Accept-Patch') === true ? 'WithAcceptPatch' : ''
  const untagged = hasNoVersion ? 'Untagged' : ''
  const title = `${name}${untagged}${withPatch}${formats}${always.Deprecation === undefined ? '' : 'Deprecated'}`
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

/** Whether it is a read that answers without anything to compare, so that no version can be the present one. */
function isUntagged(operation: Operation): boolean {
  const { tag, date } = readValidators(operation)
  return isJudged(operation) && !tag && !date && operation.contract.responses?.[412] === undefined
}

/** What writes a failure. That of a path that cannot be decoded is found by the router, which knows no endpoint yet. */
function writersOf(
  status: number,
  { failureCodecs, fallbackCodecs }: Operation,
  isOutside: boolean,
  inPath: boolean,
): readonly Codec[] {
  if (isOutside) return fallbackCodecs
  if (status !== 400 || !inPath) return failureCodecs
  const known = fallbackCodecs.map(({ mediaTypes }) => mediaTypes[0])
  return [...fallbackCodecs, ...failureCodecs.filter(({ mediaTypes }) => !known.includes(mediaTypes[0]))]
}

/** A 406 depends on what the endpoint speaks as well, unless that is more than everything else does. */
function suffixOf(status: number, { codecs, fallbackCodecs }: Operation, writers: readonly Codec[]): string {
  const isLess = status === 406 && !fallbackCodecs.every(({ name }) => codecs.some((codec) => codec.name === name))
  return formatSuffix(isLess ? codecs : writers, fallbackCodecs)
}

/** The media types of a failure. */
function typesOf(
  status: number,
  { codecs, failureCodecs, formatParameter }: Operation,
  writers: readonly Codec[],
): readonly SpokenType[] {
  // who names a format that there is not may accept whatever failures are told in
  if (status !== 406 || formatParameter !== undefined) return spokenTypes(writers)
  // who accepts a format of the values gets no 406: what is left is the default, and what is asked for by its problems
  const first = failureCodecs.find(({ forPeople }) => forPeople !== true)
  return spokenTypes(failureCodecs).flatMap((type) => {
    const { codec } = type
    if (!codecs.includes(codec)) return [type]
    return codec === first || codec.problemType !== undefined ? [{ ...type, aliases: [] }] : []
  })
}

interface Alternative {
  readonly schema: JsonSchema
  readonly example: unknown
}

function contentsOf(
  types: readonly SpokenType[],
  kind: 'error' | 'problem',
  alternatives: readonly Alternative[],
): Contents {
  const [first] = alternatives
  if (first === undefined) return {}
  const schema = alternatives.length === 1 ? first.schema : { anyOf: alternatives.map((each) => each.schema) }
  return mediaContents(kind === 'problem' ? types.map(asProblem) : types, {
    schema,
    itemSchema: schema,
    shape: kind === 'error' ? undefined : ANY,
    kind,
    example: first.example,
  })
}

function asProblem(type: SpokenType): SpokenType {
  const { problemType: mediaType } = type.codec
  return mediaType === undefined ? type : { ...type, mediaType, aliases: [] }
}
