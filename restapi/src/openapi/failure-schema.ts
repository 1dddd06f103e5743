import type { Operation } from '../contract/operation.js'
import type { AnyProblemType } from '../contract/problem-type.js'
import { reasonPhrase } from '../http/status.js'
import { defaultEnvelope, type ErrorInfo } from '../outcomes/envelope.js'
import { isProblem } from '../outcomes/problem.js'
import type { JsonSchema } from '../schema/shape.js'
import type { FailureText } from './automatic-failures.js'
import { componentWord } from './component-word.js'
import { convertedSchema } from './converted-schema.js'

/** What the failures of an end-ware look like. */
export interface FailureKind {
  readonly kind: 'error' | 'problem'
  readonly name: string
  readonly schema: JsonSchema
  /** What the schema refers to, by name. */
  readonly parts: Readonly<Record<string, JsonSchema>>
}

/** What is known of the failures that an envelope makes, found by asking it for one. */
export function failureKind({ envelope }: Pick<Operation, 'envelope'>): FailureKind {
  const info = exampleInfo(500, { description: '', example: {} })
  const made = envelope(info)
  if (isProblem(made))
    return { kind: 'problem', name: 'Problem', schema: problemSchema, parts: { InvalidProblemField: problemField } }
  if (JSON.stringify(made) === JSON.stringify(defaultEnvelope(info))) {
    return { kind: 'error', name: 'Failure', schema: errorSchema, parts: { InvalidField: invalidField } }
  }
  const description = 'The envelope is a function of the application, and tells no schema'
  const declared = envelope.schema === undefined ? undefined : convertedSchema(envelope.schema, 'output')
  // envelopes are written without a schema: their XML has the names of their members and the root of all errors
  const told = declared === undefined ? { description } : plainXml(declared, false)
  const schema = { ...told, xml: { name: 'error' } }
  return { kind: 'error', name: 'Failure', schema, parts: {} }
}

/** The value of an example of a failure. */
export function failureExample({ envelope }: Pick<Operation, 'envelope'>, status: number, text: FailureText): unknown {
  const made = envelope(exampleInfo(status, text))
  return isProblem(made) ? made.members : made
}

function exampleInfo(status: number, { example }: FailureText): ErrorInfo {
  return {
    status,
    error: reasonPhrase(status),
    code: example.code ?? 'failure',
    message: example.message,
    help: undefined,
    path: '/example',
    query: undefined,
    timestamp: '2026-01-31T12:00:00.000Z',
    requestId: undefined,
    errors: example.errors,
    additional: example.additional,
    headers: {},
    mediaType: 'application/json',
    cause: undefined,
  }
}

/** The schema of a declared kind of problem, and the value of an example of it. */
export function declaredProblem(type: AnyProblemType): {
  readonly name: string
  readonly schema: JsonSchema
  readonly example: unknown
} {
  const { type: uri, title, status, description, extensions, example } = type
  const own = extensions === undefined ? undefined : convertedSchema(extensions, 'output')
  const told = own === undefined ? {} : plainXml(own, true)
  const { properties = {}, required = [] } = told as { properties?: object; required?: readonly string[] }
  const name = componentWord(uri.slice(uri.lastIndexOf('/') + 1))
  const schema = {
    ...(description === undefined ? {} : { description }),
    type: 'object',
    properties: {
      ...problemMembers,
      type: { const: uri },
      title: { const: title },
      status: { const: status },
      ...properties,
    },
    required: ['type', 'title', 'status', ...required],
    xml: problemSchema.xml,
  }
  return { name: `${name}Problem`, schema, example: { type: uri, title, status, ...example } }
}

/** RFC 9457 appendix B: members have elements of their own names, and the items of arrays are elements named `i`. */
function plainXml(schema: JsonSchema, problem: boolean): Exclude<JsonSchema, boolean> {
  const { $defs = {}, ...root } = (typeof schema === 'object' ? schema : {}) as { $defs?: Record<string, JsonSchema> }
  return rewritten(root, $defs, problem, 0) as Exclude<JsonSchema, boolean>
}

const deepest = 8

function rewritten(part: unknown, definitions: Record<string, JsonSchema>, problem: boolean, depth: number): unknown {
  if (Array.isArray(part)) return part.map((each: unknown) => rewritten(each, definitions, problem, depth))
  if (typeof part !== 'object' || part === null) return part
  const { $ref, xml: _, ...rest } = part as { $ref?: unknown; xml?: unknown; type?: unknown }
  const target = typeof $ref === 'string' ? definitions[decodeURIComponent($ref.slice('#/$defs/'.length))] : undefined
  if ($ref !== undefined && (target === undefined || depth > deepest)) return {}
  if (target !== undefined) return rewritten({ ...(target as object), ...rest }, definitions, problem, depth + 1)
  const members = Object.entries(rest).map(([key, value]) => [key, rewritten(value, definitions, problem, depth)])
  const inner = Object.fromEntries(members) as { type?: unknown; items?: object }
  if (!problem || inner.type !== 'array') return inner
  return { ...inner, items: { ...inner.items, xml: { name: 'i' } }, xml: { wrapped: true } }
}

const invalidField = {
  type: 'object',
  properties: {
    in: { type: 'string', enum: ['path', 'query', 'header', 'body'] },
    pointer: {
      type: 'string',
      description: 'Where in that part, as a JSON Pointer (RFC 6901); empty for the whole of it',
    },
    message: { type: 'string' },
  },
  required: ['in', 'pointer', 'message'],
}

/** Members of failures that both the envelope and problems have. */
const help = { type: 'string', description: 'What to do about it' }
const traces = {
  timestamp: { type: 'string', format: 'date-time' },
  requestId: { type: 'string', description: 'The id under which the request is logged' },
}
const errorsAs = (field: string) => ({
  type: 'array',
  items: { $ref: `own:${field}` },
  description: 'What is wrong with which part of the request',
})

const errorSchema = {
  description: 'A failure, of whatever kind',
  type: 'object',
  properties: {
    status: { type: 'integer', minimum: 400, maximum: 599 },
    error: { type: 'string', description: 'The reason phrase of the status' },
    message: { type: 'string', description: 'What went wrong, in words for people' },
    help,
    path: { type: 'string', description: 'The path of the request' },
    query: { type: 'string', description: 'The query of the request' },
    ...traces,
    errors: errorsAs('InvalidField'),
    additional: { type: 'object', additionalProperties: true, description: 'More about this failure' },
  },
  required: ['status', 'error', 'path', 'timestamp'],
  xml: { name: 'error' },
}

/** RFC 9457 §3.1 */
const problemMembers = {
  type: {
    type: 'string',
    format: 'uri-reference',
    description: 'What kind of problem it is; leads to its description',
  },
  title: { type: 'string', description: 'A summary of that kind' },
  status: { type: 'integer', minimum: 400, maximum: 599 },
  detail: { type: 'string', description: 'What is particular to this occurrence' },
  instance: { type: 'string', format: 'uri-reference', description: 'What names this occurrence' },
}

const problemField = { ...invalidField, xml: { name: 'i' } }

const problemSchema = {
  description: 'A failure, of whatever kind (RFC 9457)',
  type: 'object',
  properties: {
    ...problemMembers,
    help,
    ...traces,
    errors: { ...errorsAs('InvalidProblemField'), xml: { wrapped: true } },
  },
  required: ['type', 'title', 'status'],
  additionalProperties: true,
  xml: { name: 'problem', namespace: 'urn:ietf:rfc:7807' },
}
