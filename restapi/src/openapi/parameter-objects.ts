import type { Operation } from '../contract/operation.js'
import { canonicalName } from '../http/fields.js'
import type { JsonSchema } from '../schema/shape.js'
import type { StandardSchema } from '../schema/standard-schema.js'
import type { ComponentCollection } from './component-collection.js'
import { componentWord, freeName } from './component-name.js'
import type { ReadValidators } from './conditional-read.js'
import type { ParameterObject, Reference } from './document-objects.js'
import { formatSuffix } from './format-suffix.js'
import { type ParameterMembers, parameterMembers, type Resolve } from './parameter-members.js'
import { isEmptyWhenAbsent, nestingNote, parameterStyle } from './parameter-style.js'
import { hasRanges } from './part-response.js'
import type { PathParameter } from './path-template.js'
import { portablePattern } from './portable-pattern.js'
import type { SchemaCollection } from './schema-collection.js'

/** The collections of the document that the parameters are part of. */
export interface ParameterContext {
  readonly schemas: SchemaCollection
  readonly components: ComponentCollection
  /** Prefix for the names of schemas that have none. */
  readonly owner: string
}

/** Header fields that OpenAPI describes by contents and security schemes; as parameters they would be ignored (OpenAPI 3.1.1 §4.8.12.1). */
const ignoredHeaders: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization'])

/** Returns the parameters of an operation: those of its path, of its contract, and those that the library reads by itself. */
export function parameterObjects(
  operation: Operation,
  path: readonly PathParameter[],
  validators: ReadValidators,
  { schemas, components, owner }: ParameterContext,
): readonly (ParameterObject | Reference)[] {
  const { contract } = operation
  const { examples = {} } = contract
  const resolve: Resolve = (reference) => schemas.resolve(reference)
  const members = (schema: StandardSchema | undefined, name: string): Members =>
    membersOf(schema, schemas, name, resolve)
  const params = members(contract.params, `${owner}Params`)
  const query = members(contract.query, `${owner}Query`)
  const headers = members(contract.headers, `${owner}Headers`)
  const cookies = members(contract.cookies, `${owner}Cookies`)
  return [
    ...path.map((parameter) => pathParameter(parameter, params, examples.params?.[parameter.name], resolve)),
    ...Object.entries(query.members).map(([name, schema]) =>
      parameterOf('query', name, schema, query.required.includes(name), examples.query?.[name], resolve),
    ),
    ...freeForm(query),
    ...Object.entries(headers.members)
      .filter(([name]) => !ignoredHeaders.has(name.toLowerCase()))
      .map(([name, schema]) => {
        const required = headers.required.includes(name)
        return parameterOf('header', canonicalName(name), schema, required, examples.headers?.[name], resolve)
      }),
    ...Object.entries(cookies.members).map(([name, schema]) =>
      parameterOf('cookie', name, schema, cookies.required.includes(name), examples.cookies?.[name], resolve),
    ),
    ...builtInParameters(operation, validators, new Set(Object.keys(headers.members))).map((parameter) =>
      components.share('parameters', componentName(parameter, operation), parameter),
    ),
  ]
}

function componentName(parameter: ParameterObject, { codecs, fallbackCodecs }: Operation): string {
  const formats = parameter['x-format-parameter'] === true ? formatSuffix(codecs, fallbackCodecs) : ''
  return `${componentWord(parameter.name)}${parameter.required ? 'Required' : ''}${formats}`
}

interface Members extends ParameterMembers {
  /** The reason why the schema names no parameters. */
  readonly note?: string
}

function membersOf(
  schema: StandardSchema | undefined,
  schemas: SchemaCollection,
  owner: string,
  resolve: Resolve,
): Members {
  const none = { members: {}, required: [], others: undefined }
  if (schema === undefined) return none
  const known = parameterMembers(schemas.add(schema, 'input', owner) ?? true, resolve)
  return known ?? { ...none, others: true, note: 'Parameters of any name: their validator has no JSON Schema' }
}

function pathParameter(
  { name, pattern, wildcard }: PathParameter,
  params: Members,
  example: unknown,
  resolve: Resolve,
): ParameterObject {
  const portable = pattern === undefined ? undefined : portablePattern(`^(?:${pattern})$`)
  const text = { type: 'string', ...(portable === undefined ? {} : { pattern: portable }) }
  const rest = { ...text, description: 'The rest of the path, with slashes as they are' }
  return parameterOf('path', name, wildcard ? rest : (params.members[name] ?? text), true, example, resolve)
}

function parameterOf(
  place: ParameterObject['in'],
  name: string,
  described: JsonSchema,
  required: boolean,
  example: unknown,
  resolve: Resolve,
): ParameterObject {
  const { description, deprecated, examples, ...schema } = typeof described === 'object' ? described : {}
  const shown: unknown = example ?? (Array.isArray(examples) ? examples[0] : undefined)
  const texts = [description, nestingNote(place, schema, resolve)].filter((text) => typeof text === 'string')
  return {
    name,
    in: place,
    ...(texts.length > 0 ? { description: texts.join('. ') } : {}),
    ...(required && (place === 'path' || !isEmptyWhenAbsent(schema, resolve)) ? { required } : {}),
    ...(deprecated === true ? { deprecated } : {}),
    ...parameterStyle(place, schema, resolve),
    schema,
    ...(shown === undefined ? {} : { example: shown }),
  }
}

/** Returns the object parameter that stands for parameters of any name: exploded, each member is a parameter (OpenAPI 3.1.1 §4.8.12.6). */
function freeForm({ members, others, note }: Members): readonly ParameterObject[] {
  if (others === undefined) return []
  const name = freeName('query', (each) => Object.hasOwn(members, each))
  const isAny = typeof others !== 'object' || Object.keys(others).length === 0
  const schema = { type: 'object', additionalProperties: isAny ? true : others }
  return [{ name, in: 'query', description: note ?? 'Parameters of any name', style: 'form', explode: true, schema }]
}

function builtInParameters(
  { method, contract, codecs, formatParameter }: Operation,
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
    'Entity tags of which one must be that of the current version, or `*` for any version (RFC 9110 §13.1.1)',
  )
  const parameters: ParameterObject[] = []
  if (contract.requireIfMatch) parameters.push({ ...ifMatch, required: true })
  else if (validators.tag || typeof contract.responses?.[412] === 'string') parameters.push(ifMatch)
  if (validators.tag) {
    parameters.push(
      header(
        'If-None-Match',
        'Entity tags of the versions that the client has; the answer is 304 if one is the current version (RFC 9110 §13.1.2)',
      ),
    )
  }
  // RFC 9110 §13.1.3, §13.1.4: dates are ignored when the resource has no Last-Modified
  if (validators.date) {
    parameters.push(
      header(
        'If-Unmodified-Since',
        'The time after which the resource must not have changed; ignored together with If-Match (RFC 9110 §13.1.4)',
      ),
      header(
        'If-Modified-Since',
        'The time of the version that the client has; ignored together with If-None-Match (RFC 9110 §13.1.3)',
      ),
    )
  }
  if (hasRanges({ method, contract })) {
    parameters.push(
      header('Range', 'The part of the content to send, such as `bytes=0-1023` (RFC 9110 §14.2)'),
      header(
        'If-Range',
        'The entity tag of the parts that the client has; the whole is sent if another is current (RFC 9110 §13.1.5)',
      ),
    )
  }
  if (codecs.some(({ mediaTypes }) => mediaTypes[0] === 'text/event-stream')) {
    parameters.push(
      header('Last-Event-ID', 'The id of the last event that the client received before it lost the connection'),
    )
  }
  if (formatParameter !== undefined) {
    const names = codecs.map(({ name }) => name)
    const description = 'The format of the answer, for links that cannot set `Accept`; it overrides `Accept`'
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
