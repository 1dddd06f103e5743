import type { Operation } from '../contract/operation.js'
import type { AnyProblemType } from '../contract/problem-type.js'
import type { SupportedMediaType } from '../formats/supported-media-type.js'
import type { JsonSchema } from '../schema/shape.js'
import { ANY } from '../schema/shape-combination.js'
import type { FailureText } from './automatic-failures.js'
import type { Contents } from './document-objects.js'
import { declaredProblem, type FailureKind, failureExample, failureKind, problemXml } from './failure-schema.js'
import { mediaContents } from './media-contents.js'
import type { SchemaCollection } from './schema-collection.js'

/** The properties of a failure that decide its contents. */
export interface DescribedFailure {
  readonly status: number
  readonly text: FailureText
  /** True when the failure may be answered in the envelope. */
  readonly isEnveloped: boolean
  /** The problem types that the contract declares for the status. */
  readonly problems: readonly AnyProblemType[]
  readonly types: readonly SupportedMediaType[]
}

/** Returns the contents of a failure by media type: in the envelope, as declared problems, or both. */
export function failureContents(
  operation: Operation,
  { status, text, isEnveloped, problems, types }: DescribedFailure,
  schemas: SchemaCollection,
): Contents {
  const ofProblems = problems
    .map((problem) => declaredProblem(problem, operation))
    .map(({ name, schema, example }, at) => ({
      schema: schemas.define(name, schema),
      example,
      type: problems[at]?.type,
    }))
  const kind = failureKind(operation)
  const inEnvelope = isEnveloped
    ? [{ schema: defineKind(kind, schemas), example: failureExample(operation, status, text) }]
    : []
  return kind.kind === 'problem'
    ? contentsOf(types, 'problem', [...ofProblems, ...inEnvelope])
    : { ...contentsOf(types, 'error', inEnvelope), ...contentsOf(types, 'problem', ofProblems) }
}

function defineKind({ name, schema, parts }: FailureKind, schemas: SchemaCollection): JsonSchema {
  for (const [part, definition] of Object.entries(parts)) schemas.define(part, definition)
  return schemas.define(name, schema)
}

interface Alternative {
  readonly schema: JsonSchema
  readonly example: unknown
  /** The type of a declared problem. */
  readonly type?: string | undefined
}

function contentsOf(
  types: readonly SupportedMediaType[],
  kind: 'error' | 'problem',
  alternatives: readonly Alternative[],
): Contents {
  const [first] = alternatives
  if (first === undefined) return {}
  // The root element is the same in all alternatives; a reader of the union itself finds it here.
  const xml = kind === 'problem' ? { xml: problemXml } : {}
  const schema = alternatives.length === 1 ? first.schema : { ...anyOf(alternatives), ...xml }
  return mediaContents(kind === 'problem' ? types.map(asProblem) : types, {
    schema,
    itemSchema: schema,
    shape: kind === 'error' ? undefined : ANY,
    kind,
    example: first.example,
  })
}

function asProblem(type: SupportedMediaType): SupportedMediaType {
  const { problemType: mediaType } = type.codec
  return mediaType === undefined ? type : { ...type, mediaType, aliases: [] }
}

/** Returns the union of the alternatives, with `type` as its discriminator when all of them are declared problems. */
function anyOf(alternatives: readonly Alternative[]): Exclude<JsonSchema, boolean> {
  const schema = { anyOf: alternatives.map((each) => each.schema) }
  const mapping = alternatives.flatMap((each) =>
    each.type === undefined ? [] : [[each.type, Object(each.schema).$ref]],
  )
  const isClear = new Set(mapping.map(([type]) => type)).size === alternatives.length
  return isClear ? { ...schema, discriminator: { propertyName: 'type', mapping: Object.fromEntries(mapping) } } : schema
}
