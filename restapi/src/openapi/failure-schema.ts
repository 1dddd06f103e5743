import type { Operation } from '../contract/operation.js'
import type { AnyProblemType } from '../contract/problem-type.js'
import { reasonPhrase } from '../http/status.js'
import { completesProblems, defaultEnvelope, type ErrorInfo } from '../outcomes/envelope.js'
import { isProblem } from '../outcomes/problem.js'
import type { JsonSchema } from '../schema/shape.js'
import type { FailureText } from './automatic-failures.js'
import { componentWord } from './component-name.js'
import { convertedSchema } from './converted-schema.js'

/** The schema that the failures of an end-ware have in common. */
export interface FailureKind {
  readonly kind: 'error' | 'problem'
  readonly name: string
  readonly schema: JsonSchema
  /** Schemas that `schema` refers to, by name. */
  readonly parts: Readonly<Record<string, JsonSchema>>
}

/** Returns the schema of the failures of an end-ware. It calls the envelope once with an example, because only the result shows the structure. */
export function failureKind({ envelope }: Pick<Operation, 'envelope'>): FailureKind {
  const info = exampleInfo(500, { description: '', example: {} })
  const made = envelope(info)
  if (isProblem(made))
    return { kind: 'problem', name: 'Problem', schema: problemSchema, parts: { InvalidProblemField: problemField } }
  if (JSON.stringify(made) === JSON.stringify(defaultEnvelope(info))) {
    return { kind: 'error', name: 'Failure', schema: errorSchema, parts: { InvalidField: invalidField } }
  }
  const description = 'The envelope is a function of the application that declares no schema'
  const declared = envelope.schema === undefined ? undefined : convertedSchema(envelope.schema, 'output')
  // envelopes are encoded without a schema: XML elements have the names of the members, and the root is `error`
  const described = declared === undefined ? { description } : plainXml(declared, false)
  const schema = { ...described, xml: { name: 'error' } }
  return { kind: 'error', name: 'Failure', schema, parts: {} }
}

/** Returns the example value of a failure, made by the envelope. */
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

/** Returns the component name, the schema and an example value of a declared problem type, as an end-ware with this envelope answers it. */
export function declaredProblem(
  type: AnyProblemType,
  { envelope }: Pick<Operation, 'envelope'>,
): {
  readonly name: string
  readonly schema: JsonSchema
  readonly example: unknown
} {
  const { type: uri, title, status, description, extensions, example } = type
  const own = extensions === undefined ? undefined : convertedSchema(extensions, 'output')
  const described = own === undefined ? {} : plainXml(own, true)
  const { properties = {}, required = [] } = described as { properties?: object; required?: readonly string[] }
  const name = componentWord(uri.slice(uri.lastIndexOf('/') + 1))
  const schema = {
    ...(description === undefined ? {} : { description }),
    type: 'object',
    properties: {
      ...problemMembers,
      type: { const: uri },
      title: { const: title },
      status: { const: status },
      ...(completesProblems(envelope) ? traces : {}),
      ...properties,
    },
    required: ['type', 'title', 'status', ...required],
    xml: problemSchema.xml,
  }
  return { name: `${name}Problem`, schema, example: { type: uri, title, status, ...example } }
}

/** Returns the schema with the XML of a failure: each member is an element of its name, and each item of an array is an `i` element (RFC 9457 appendix B). */
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
    in: { type: 'string', enum: ['path', 'query', 'header', 'cookie', 'body'] },
    pointer: {
      type: 'string',
      description: 'The place in that part, as a JSON Pointer (RFC 6901); empty for the whole part',
    },
    message: { type: 'string' },
  },
  required: ['in', 'pointer', 'message'],
}

/** Members that both the envelope and problems have. */
const help = { type: 'string', description: 'A hint at how to solve the failure' }
const traces = {
  timestamp: { type: 'string', format: 'date-time' },
  requestId: { type: 'string', description: 'The id under which the request is logged' },
}
const errorsAs = (field: string) => ({
  type: 'array',
  items: { $ref: `own:${field}` },
  description: 'The invalid parts of the request',
})

const errorSchema = {
  description: 'Any failure',
  type: 'object',
  properties: {
    status: { type: 'integer', minimum: 400, maximum: 599 },
    error: { type: 'string', description: 'The reason phrase of the status' },
    message: { type: 'string', description: 'The reason, for people to read' },
    help,
    path: { type: 'string', description: 'The path of the request' },
    query: { type: 'string', description: 'The query of the request' },
    ...traces,
    errors: errorsAs('InvalidField'),
    additional: { type: 'object', additionalProperties: true, description: 'Further properties of this failure' },
  },
  required: ['status', 'error', 'path', 'timestamp'],
  xml: { name: 'error' },
}

/** RFC 9457 §3.1 */
const problemMembers = {
  type: {
    type: 'string',
    format: 'uri-reference',
    description: 'The URI of the problem type, which leads to its description',
  },
  title: { type: 'string', description: 'A summary of the problem type' },
  status: { type: 'integer', minimum: 400, maximum: 599 },
  detail: { type: 'string', description: 'The details of this occurrence' },
  instance: { type: 'string', format: 'uri-reference', description: 'The URI of this occurrence' },
}

/** The root element of problems. @see RFC 9457 appendix B */
export const problemXml = { name: 'problem', namespace: 'urn:ietf:rfc:7807' }

const problemField = { ...invalidField, xml: { name: 'i' } }

const problemSchema = {
  description: 'Any failure, as problem details (RFC 9457)',
  type: 'object',
  properties: {
    ...problemMembers,
    help,
    ...traces,
    errors: { ...errorsAs('InvalidProblemField'), xml: { wrapped: true } },
  },
  required: ['type', 'title', 'status'],
  additionalProperties: true,
  xml: problemXml,
}
