import { printable } from './loggable.js'
import { isSecretName } from './redaction.js'

/**
 * Further fields of a record. A name of the Elastic Common Schema keeps its meaning; any other is a field of the shop. `error` may be any
 * thrown value.
 */
export type LogFields = Readonly<Record<string, unknown>>

/** The kind of a field: its values always have this kind, because an index refuses any other. */
export type FieldKind = 'keyword' | 'text' | 'integer' | 'number' | 'boolean' | 'date'

interface Field {
  readonly kind: FieldKind
  readonly means: string
}

/**
 * The fields of records under their names in the Elastic Common Schema. `http.route` is a name of OpenTelemetry, and `error.cause` is the
 * name that Elastic's own format uses.
 *
 * @see https://www.elastic.co/guide/en/ecs/8.10/ecs-field-reference.html
 */
export const commonFields = {
  '@timestamp': { kind: 'date', means: 'the time of the record, in UTC' },
  'log.level': { kind: 'keyword', means: 'error, warn, info or debug' },
  message: { kind: 'text', means: 'the event in words' },
  'ecs.version': { kind: 'keyword', means: 'the version of the Elastic Common Schema' },
  'event.action': { kind: 'keyword', means: 'the name of the event, as in the table of records' },
  'service.name': { kind: 'keyword', means: 'the name of the service' },
  'service.version': { kind: 'keyword', means: 'the version of the service' },
  'event.dataset': { kind: 'keyword', means: 'the name of the service again, which Kibana groups by' },
  'process.pid': { kind: 'integer', means: 'the process' },
  'trace.id': { kind: 'keyword', means: 'the trace: that of the span, else that of a valid `traceparent`' },
  'span.id': { kind: 'keyword', means: 'the span, when traces are written' },
  'http.request.id': { kind: 'keyword', means: 'the id of the request, which `X-Request-Id` of its answer has' },
  'http.request.method': { kind: 'keyword', means: 'the method' },
  'url.path': { kind: 'keyword', means: 'the path without the query' },
  'http.route': { kind: 'keyword', means: 'the template of the path; absent when no route has it' },
  'http.response.status_code': { kind: 'integer', means: 'the status; absent when the client left before' },
  'event.duration': { kind: 'integer', means: 'the time from the request to the end of its answer, in nanoseconds' },
  'client.address': {
    kind: 'keyword',
    means: 'the address of the client; only of requests that are answered with 401 or 429',
  },
  'user.id': { kind: 'keyword', means: 'the caller: the subject of the token or session' },
  'error.type': { kind: 'keyword', means: 'the name of the error' },
  'error.message': { kind: 'text', means: 'its message' },
  'error.code': { kind: 'keyword', means: 'its code, such as an SQLSTATE' },
  'error.stack_trace': { kind: 'text', means: 'its stack' },
  'error.cause': { kind: 'text', means: 'its causes, nearest first, a list of texts' },
} as const satisfies Readonly<Record<string, Field>>

export type CommonField = keyof typeof commonFields

/**
 * The fields of the shop whose values are numbers, truth values or objects, without the prefix `shop.` that they have in records. The
 * values of all other fields are written as text, and lists as lists of texts.
 */
const ownKinds = {
  aborted: 'boolean',
  ahead_ms: 'number',
  attempt: 'number',
  attempts: 'number',
  delay_ms: 'number',
  dropped: 'number',
  duration_s: 'number',
  expired_keys: 'number',
  expired_orders: 'number',
  grace_ms: 'number',
  handled_events: 'number',
  oldest_s: 'number',
  parked: 'number',
  pid: 'number',
  products: 'number',
  published_events: 'number',
  requests: 'number',
  retry_in_ms: 'number',
  settings: 'object',
  shed: 'number',
  spans: 'number',
  threshold_ms: 'number',
  waiting: 'number',
} as const satisfies Readonly<Record<string, OwnKind>>

export type OwnKind = 'number' | 'boolean' | 'object'

/** A field as records have it. */
export interface RecordField {
  /** The full name. It is in the table of common fields, or begins with `shop.`. */
  readonly name: string
  readonly kind: FieldKind | OwnKind
  /** The comma, name and colon before the value in JSON: `,"http.route":`. */
  readonly json: string
  /** False when an event may give the field under several names, such as `retryInMs` and `retry_in_ms`. */
  readonly hasOneName: boolean
  /** True when the value is a secret by the name of the field. */
  readonly isSecret: boolean
}

/** The fields of every record. A field that is given under such a name is one of the shop: a record has each name once. */
const everywhere: ReadonlySet<string> = new Set<CommonField>([
  '@timestamp',
  'log.level',
  'message',
  'process.pid',
  'ecs.version',
  'service.name',
  'service.version',
  'event.dataset',
])

/** The fields that were found before, by the name that was given. The program has some hundred; the limits are for names made of data. */
const found = new Map<string, RecordField>()
const mostFound = 1000
const longestName = 64

/** Returns the field with this name: that of the Elastic Common Schema, else one of the shop. */
export function fieldNamed(given: string): RecordField {
  const known = found.get(given)
  if (known) return known
  const { name, kind } = namedField(printable(given, longestName))
  const hasOneName = name === given || name === `shop.${given}`
  const field = { ...recordField(name, kind), hasOneName, isSecret: isSecretName(given) }
  if (found.size < mostFound && given.length <= longestName) found.set(given, field)
  return field
}

/** Returns the field with this full name, which an event may give under other names, too. */
export function recordField(name: string, kind: RecordField['kind']): RecordField {
  return { name, kind, json: `,${JSON.stringify(name)}:`, hasOneName: false, isSecret: false }
}

function namedField(given: string): Pick<RecordField, 'name' | 'kind'> {
  if (isCommonField(given) && !everywhere.has(given)) return { name: given, kind: commonFields[given].kind }
  const own = snakeCase(given)
  return { name: `shop.${own}`, kind: ownFields.get(own) ?? 'text' }
}

function isCommonField(name: string): name is CommonField {
  return Object.hasOwn(commonFields, name)
}

/** The kinds of the fields of the shop that are not text, by name. */
export const ownFields: ReadonlyMap<string, OwnKind> = new Map(Object.entries(ownKinds))

/** Returns the name of a field of the shop without prefix, in snake case: `retryInMs` is `retry_in_ms`. An index refuses an empty name. */
export function snakeCase(name: string): string {
  const snake = name
    .replace(/(?<=[a-z\d])[A-Z]/g, (letter) => `_${letter}`)
    .replace(/[^A-Za-z\d]+/g, '_')
    .toLowerCase()
    .slice(0, 64)
  return snake || 'unnamed'
}
