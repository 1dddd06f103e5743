import type { AnyProblemType } from '../contract/problem-type.js'
import { notFound } from '../outcomes/client-errors.js'
import { schemaOfJsonSchema } from '../schema/standard-schema.js'
import type { RouterLike, Routes } from './routes-type.js'

/** The description of a problem type, for clients that follow the type. */
interface ProblemDescription {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly description?: string
  /** The members of an example. */
  readonly example: Readonly<Record<string, unknown>>
}

/**
 * Adds the routes that describe problem types. Their answers are made from the declarations. The URI of a type should lead to a
 * description for people (RFC 9457 §4.2).
 *
 * @throws TypeError for two types of one name, and for a type that does not lead to its route
 */
export function addProblemRoutes<R extends RouterLike>(
  routes: Routes<R>,
  types: readonly AnyProblemType[],
  path = '/problems',
): Routes<R> {
  const descriptions = new Map<string, ProblemDescription>()
  for (const each of types) {
    const name = each.type.slice(each.type.lastIndexOf('/') + 1)
    if (!/^[\w.~-]+$/.test(name) || !pathOf(each.type).endsWith(`${path}/${name}`)) {
      throw new TypeError(`the problem type ${each.type} does not lead to ${path}/{name}, where it would be described`)
    }
    if (descriptions.has(name)) throw new TypeError(`two problem types are named '${name}'`)
    descriptions.set(name, describe(each))
  }
  routes.get(
    path,
    {
      operationId: 'listProblems',
      summary: 'The kinds of problems that this service answers with',
      tags: ['problems'],
      security: [],
      responses: {
        200: { schema: ProblemList, description: 'Every kind of problem', example: [...descriptions.values()] },
        ...unfailing,
      },
    },
    () => [...descriptions.values()],
  )
  const [example] = descriptions
  routes.get(
    `${path}/:name`,
    {
      operationId: 'readProblem',
      summary: 'A kind of problem, where its type leads',
      tags: ['problems'],
      security: [],
      ...(example === undefined ? {} : { examples: { params: { name: example[0] } } }),
      responses: {
        200: { schema: ProblemKind, description: 'What the problem means', ...(example && { example: example[1] }) },
        404: 'There is no problem of this name',
        ...unfailing,
      },
    },
    ({ params }) => descriptions.get(params.name) ?? notFound(`there is no problem named '${params.name}'`),
  )
  return routes
}

/** Answers from memory neither fail nor time out. */
const unfailing = { 500: false, 503: false } as const

function describe({ type, title, status, description, example }: AnyProblemType): ProblemDescription {
  return {
    type,
    title,
    status,
    ...(description === undefined ? {} : { description }),
    example: { type, title, status, ...example },
  }
}

function pathOf(type: string): string {
  return new URL(type, 'http://localhost/').pathname
}

const problemKind = {
  type: 'object',
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'What the problem names in its `type`' },
    title: { type: 'string', description: 'A short summary' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    description: { type: 'string', description: 'When it happens, and what to do about it' },
    example: {
      type: 'object',
      description: 'An occurrence of it, with members of its own',
      properties: { status: { type: 'integer' } },
      additionalProperties: true,
    },
  },
  required: ['type', 'title', 'status', 'example'],
  xml: { name: 'problemKind' },
}

const ProblemKind = schemaOfJsonSchema<ProblemDescription>({
  $ref: '#/$defs/ProblemKind',
  $defs: { ProblemKind: problemKind },
})

const ProblemList = schemaOfJsonSchema<readonly ProblemDescription[]>({
  $ref: '#/$defs/ProblemList',
  $defs: {
    ProblemList: {
      type: 'array',
      items: { $ref: '#/$defs/ProblemKind' },
      xml: { name: 'problemKinds', wrapped: true },
    },
    ProblemKind: problemKind,
  },
})
