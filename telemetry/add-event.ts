import { describeError, type ErrorRecord } from './error-record.js'
import { fieldNamed, type LogFields, type RecordField, recordField, snakeCase } from './log-fields.js'
import { type Budget, isPlain, type Loggable, loggable, newBudget, printable, unreadable } from './loggable.js'
import type { FieldValue, RecordWriter } from './record-writer.js'
import { redacted } from './redaction.js'

/** The longest message, in UTF-16 units. */
const longestMessage = 2048

/** The most fields of an event, besides `error`. */
const mostFields = 40

const message = { ...recordField('message', 'text'), hasOneName: true }

const errorFields = {
  type: recordField('error.type', 'keyword'),
  message: recordField('error.message', 'text'),
  code: recordField('error.code', 'keyword'),
  cause: recordField('error.cause', 'text'),
  stack: recordField('error.stack_trace', 'text'),
}

/**
 * Adds an event to a record: bounded, plain data without secrets. Names have dots, and nothing is nested.
 *
 * @throws when the names of the fields cannot be read
 */
export function addEvent(record: RecordWriter, text: string, fields: LogFields): void {
  addText(record, message, text, longestMessage)
  const budget = newBudget()
  let left = mostFields
  for (const name of Object.keys(fields)) {
    if (name === 'error') continue
    if (left === 0) break
    left -= 1
    add(record, fieldNamed(name), readField(fields, name), budget)
  }
  const error = errorOf(fields)
  if (error) addError(record, error)
}

function readField(fields: LogFields, name: string): unknown {
  try {
    return fields[name]
  } catch {
    return unreadable
  }
}

function errorOf(fields: LogFields): ErrorRecord | undefined {
  try {
    return fields.error === undefined ? undefined : describeError(fields.error)
  } catch {
    return { type: 'unknown', message: unreadable }
  }
}

function add(record: RecordWriter, field: RecordField, given: unknown, budget: Budget): void {
  if (given === undefined) return
  const value = field.isSecret ? redacted : given
  if (typeof value === 'string' && isTextual(field)) addText(record, field, value)
  else if (field.kind === 'object') addObject(record, field.name, loggable(value, budget))
  else put(record, field, loggable(value, budget))
}

function addText(record: RecordWriter, field: RecordField, text: string, longest?: number): void {
  if (isPlain(text, longest)) record.putPlain(field, text)
  else record.put(field, printable(text, longest))
}

/** Adds the members of an object, and theirs, as texts. */
function addObject(record: RecordWriter, prefix: string, value: Loggable): void {
  if (!isObject(value)) return
  for (const [name, member] of Object.entries(value)) {
    const full = `${prefix}.${snakeCase(name)}`
    if (isObject(member)) addObject(record, full, member)
    else put(record, recordField(full, 'text'), member)
  }
}

function addError(record: RecordWriter, { cause, ...error }: ErrorRecord): void {
  put(record, errorFields.type, error.type)
  put(record, errorFields.message, error.message)
  put(record, errorFields.code, error.code)
  put(record, errorFields.cause, cause?.map(causeLine))
  put(record, errorFields.stack, error.stack)
}

function causeLine({ type, message, code }: ErrorRecord): string {
  return `${type}: ${message}${code === undefined ? '' : ` (${code})`}`
}

function put(record: RecordWriter, field: RecordField, value: Loggable | undefined): void {
  const written = value === undefined ? undefined : asKind(value, field)
  if (written !== undefined) record.put(field, written)
}

/** Returns the value as the field has it, or `undefined` when it is of another kind. */
function asKind(value: Loggable, field: RecordField): FieldValue | undefined {
  const { kind } = field
  if (value === null) return undefined
  if (kind === 'integer') return typeof value === 'number' ? wholeNumber(value) : undefined
  if (!isTextual(field)) return typeof value === kind ? (value as number | boolean) : undefined
  return Array.isArray(value) ? value.map(textOf) : textOf(value)
}

function isTextual({ kind }: RecordField): boolean {
  return kind === 'text' || kind === 'keyword' || kind === 'date'
}

/** Returns the nearest whole number, or `undefined` when it is too large for an index. */
function wholeNumber(value: number): number | undefined {
  const whole = Math.round(value)
  return Number.isSafeInteger(whole) ? whole : undefined
}

function textOf(value: Loggable): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function isObject(value: Loggable): value is { readonly [name: string]: Loggable } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
