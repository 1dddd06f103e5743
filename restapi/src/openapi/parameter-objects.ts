import { canonicalName } from '../fields.js'
import type { Operation } from '../operation.js'
import type { JsonSchema } from '../shape.js'
import type { StandardSchema } from '../standard-schema.js'
import type { ComponentCollection } from './component-collection.js'
import { componentWord } from './component-word.js'
import type { ReadValidators } from './conditional-read.js'
import type { ParameterObject, Reference } from './document-objects.js'
import { formatSuffix } from './format-suffix.js'
import type { PathParameter } from './path-template.js'
import { portablePattern } from './portable-pattern.js'
import type { SchemaCollection } from './schema-collection.js'

/** What parameters are made with. */
export interface ParameterMaking {
  readonly schemas: SchemaCollection
  readonly components: ComponentCollection
  /** Names schemas without a name of their own. */
  readonly owner: string
}

/** OpenAPI 3.1.1 §4.8.12.1: these are told by contents and security schemes, and would be ignored. */
const untold: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization'])

/** The parameters of an operation: those of its path, of its contract, and of what the end-ware reads itself. */
export function parameterObjects(
  operation: Operation,
  path: readonly PathParameter[],
  validators: ReadValidators,
  { schemas, components, owner }: ParameterMaking,
): readonly (ParameterObject | Reference)[] {
  const { contract } = operation
  const { examples = {} } = contract
  const params = membersOf(contract.params, schemas, `${owner}Params`)
  const query = membersOf(contract.query, schemas, `${owner}Query`)
  const headers = membersOf(contract.headers, schemas, `${owner}Headers`)
  return [
    ...path.map((parameter) => pathParameter(parameter, params, examples.params?.[parameter.name])),
    ...Object.entries(query.members).map(([name, schema]) =>
      parameterOf('query', name, schema, query.required.includes(name), examples.query?.[name]),
    ),
    ...(query.note === undefined ? [] : [freeForm(query.note)]),
    ...Object.entries(headers.members)
      .filter(([name]) => !untold.has(name.toLowerCase()))
      .map(([name, schema]) =>
        parameterOf('header', canonicalName(name), schema, headers.required.includes(name), examples.headers?.[name]),
      ),
    ...readByTheEndware(operation, validators, new Set(Object.keys(headers.members))).map((parameter) =>
      components.share('parameters', componentName(parameter, operation), parameter),
    ),
  ]
}

function componentName(parameter: ParameterObject, { codecs, fallbackCodecs }: Operation): string {
  const formats = parameter['x-format-parameter'] === true ? formatSuffix(codecs, fallbackCodecs) : ''
  return `${componentWord(parameter.name)}${parameter.required ? 'Required' : ''}${formats}`
}

interface Members {
  readonly members: Readonly<Record<string, JsonSchema>>
  readonly required: readonly string[]
  /** Why the members are not known. */
  readonly note: string | undefined
}

function membersOf(schema: StandardSchema | undefined, schemas: SchemaCollection, owner: string): Members {
  if (schema === undefined) return { members: {}, required: [], note: undefined }
  const converted = schemas.add(schema, 'input', owner)
  const target =
    typeof converted === 'object' && typeof converted.$ref === 'string' ? schemas.resolve(converted.$ref) : converted
  const { properties, required = [] } = (typeof target === 'object' ? target : {}) as {
    properties?: Record<string, JsonSchema>
    required?: readonly string[]
  }
  const note = 'The validator of these parameters has no JSON Schema that names them'
  return { members: properties ?? {}, required, note: properties === undefined ? note : undefined }
}

function pathParameter({ name, pattern, wildcard }: PathParameter, params: Members, example: unknown): ParameterObject {
  const portable = pattern === undefined ? undefined : portablePattern(`^(?:${pattern})$`)
  const text = { type: 'string', ...(portable === undefined ? {} : { pattern: portable }) }
  const rest = { ...text, description: 'The rest of the path; its slashes are not encoded' }
  return parameterOf('path', name, wildcard ? rest : (params.members[name] ?? text), true, example)
}

function parameterOf(
  place: ParameterObject['in'],
  name: string,
  told: JsonSchema,
  required: boolean,
  example: unknown,
): ParameterObject {
  const { description, deprecated, examples, ...schema } = typeof told === 'object' ? told : {}
  const shown: unknown = example ?? (Array.isArray(examples) ? examples[0] : undefined)
  return {
    name,
    in: place,
    ...(typeof description === 'string' ? { description } : {}),
    ...(required ? { required } : {}),
    ...(deprecated === true ? { deprecated } : {}),
    schema,
    ...(shown === undefined ? {} : { example: shown }),
  }
}

/** A query of which only the validator knows what it may hold. */
function freeForm(description: string): ParameterObject {
  return { name: 'query', in: 'query', description, schema: { type: 'object', additionalProperties: true } }
}

function readByTheEndware(
  { contract, codecs, formatParameter }: Operation,
  validators: ReadValidators,
  declaredHeaders: ReadonlySet<string>,
): readonly ParameterObject[] {
  const text: JsonSchema = { type: 'string' }
  const header = (name: string, description: string): ParameterObject => ({
    name,
    in: 'header',
    description,
    schema: text,
  })
  const ifMatch = header(
    'If-Match',
    'The versions of which one must be the present one, as entity tags, or `*` for any (RFC 9110 §13.1.1)',
  )
  const parameters: ParameterObject[] = []
  if (contract.requireIfMatch) parameters.push({ ...ifMatch, required: true })
  else if (validators.tag || typeof contract.responses?.[412] === 'string') parameters.push(ifMatch)
  if (validators.tag) {
    parameters.push(
      header(
        'If-None-Match',
        'The versions that the client has, as entity tags; where one is the present one, the answer is a 304 (RFC 9110 §13.1.2)',
      ),
    )
  }
  // RFC 9110 §13.1.3, §13.1.4: a date is ignored where the resource has none to compare it with
  if (validators.date) {
    parameters.push(
      header(
        'If-Unmodified-Since',
        'The time since which it must not have changed; ignored beside If-Match (RFC 9110 §13.1.4)',
      ),
      header(
        'If-Modified-Since',
        'The time of the version that the client has; ignored beside If-None-Match (RFC 9110 §13.1.3)',
      ),
    )
  }
  if (codecs.some(({ mediaTypes }) => mediaTypes[0] === 'text/event-stream')) {
    parameters.push(header('Last-Event-ID', 'The last event that a returning client has seen'))
  }
  if (formatParameter !== undefined) {
    const names = codecs.map(({ name }) => name)
    const description = 'The format of the answer, for links that cannot set `Accept`, and whatever that says'
    parameters.push({
      name: formatParameter,
      in: 'query',
      description,
      schema: { type: 'string', enum: names },
      'x-format-parameter': true,
    })
  }
  return parameters.filter(({ in: place, name }) => place !== 'header' || !declaredHeaders.has(name.toLowerCase()))
}
