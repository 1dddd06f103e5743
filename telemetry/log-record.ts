import { describeError, type ErrorRecord } from './error-record.js'
import { type NamedField, namedField, snakeCase } from './log-fields.js'
import { eachLoggableField, type Loggable, printable } from './loggable.js'

/**
 * Further fields of a record. A name of the Elastic Common Schema keeps its meaning; any other is a field of the shop. `error` may be any
 * thrown value.
 */
export type LogFields = Readonly<Record<string, unknown>>

/** The value of a field: flat, and always of the same kind under the same name. */
export type FieldValue = string | number | boolean | readonly string[]

/** The fields of a record by their full names: plain, bounded data without secrets. */
export type LogRecord = Readonly<Record<string, FieldValue>>

/** The longest message, in UTF-16 units. */
const longestMessage = 2048

/** A record under way. Its names are those of the program or have a dot, so that none is `__proto__`. */
export type Fields = Record<string, FieldValue>

/** Adds an event to a record. Names have dots, and nothing is nested. @throws when the names of the fields cannot be read */
export function addEvent(record: Fields, message: string, fields: LogFields): void {
  record.message = printable(message, longestMessage)
  eachLoggableField(fields, 'error', (name, value) => add(record, name, value))
  const error = errorOf(fields)
  if (error) addError(record, error)
}

function errorOf(fields: LogFields): ErrorRecord | undefined {
  try {
    return fields.error === undefined ? undefined : describeError(fields.error)
  } catch {
    return { type: 'unknown', message: '[unreadable]' }
  }
}

function add(record: Fields, given: string, value: Loggable): void {
  const { name, kind } = namedField(given)
  if (kind === 'object') addObject(record, name, value)
  else put(record, name, asKind(value, kind))
}

/** Adds the members of an object, and theirs, as texts. */
function addObject(record: Fields, prefix: string, value: Loggable): void {
  if (!isObject(value)) return
  for (const [name, member] of Object.entries(value)) {
    const full = `${prefix}.${snakeCase(name)}`
    if (isObject(member)) addObject(record, full, member)
    else put(record, full, asKind(member, 'text'))
  }
}

function addError(record: Fields, { type, message, code, stack, cause }: ErrorRecord): void {
  put(record, 'error.type', type)
  put(record, 'error.message', message)
  put(record, 'error.code', code)
  put(record, 'error.cause', cause?.map(causeLine))
  put(record, 'error.stack_trace', stack)
}

function causeLine({ type, message, code }: ErrorRecord): string {
  return `${type}: ${message}${code === undefined ? '' : ` (${code})`}`
}

function put(record: Fields, name: string, value: FieldValue | undefined): void {
  if (value !== undefined) record[name] = value
}

/** Returns the value as one of this kind, or `undefined` when it cannot be one. */
function asKind(value: Loggable, kind: Exclude<NamedField['kind'], 'object'>): FieldValue | undefined {
  if (value === null) return undefined
  if (kind === 'integer') return typeof value === 'number' ? wholeNumber(value) : undefined
  if (kind === 'number' || kind === 'boolean') return typeof value === kind ? (value as number | boolean) : undefined
  return Array.isArray(value) ? value.map(text) : text(value)
}

/** Returns the nearest whole number, or `undefined` when it is too large for an index. */
function wholeNumber(value: number): number | undefined {
  const whole = Math.round(value)
  return Number.isSafeInteger(whole) ? whole : undefined
}

function text(value: Loggable): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function isObject(value: Loggable): value is { readonly [name: string]: Loggable } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
