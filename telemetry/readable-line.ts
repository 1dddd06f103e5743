import type { RecordField } from './log-fields.js'
import type { FieldValue, NewRecord } from './record-writer.js'

type LogRecord = Readonly<Record<string, FieldValue>>

/** Begins a record as text for a person at a terminal. */
export const readableLine: NewRecord = (time, level) => {
  const record: Record<string, FieldValue> = {}
  const put = ({ name }: RecordField, value: FieldValue) => {
    record[name] = value
  }
  return { put, putPlain: put, line: () => lineOf(time, level, record) }
}

/**
 * Returns time of day, level, message and fields. The frames of a stack follow on indented lines. The record of a request begins with
 * method, path and status.
 */
function lineOf(
  time: string,
  level: string,
  { message, 'event.action': _, 'error.stack_trace': stack, ...fields }: LogRecord,
): string {
  const [subject, rest] = 'event.duration' in fields ? requestSubject(fields) : [String(message), fields]
  const words = Object.entries(rest).map(([name, value]) => `${name.replace(/^shop\./, '')}=${word(value)}`)
  const frames = String(stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
  const start = [time.slice(11, 23), level.toUpperCase().padEnd(5), subject]
  return [[...start, ...words].join(' '), ...frames].join('\n')
}

/** Returns `GET /v1/products 200 3.5 ms` and the remaining fields. */
function requestSubject({
  'http.request.method': method,
  'url.path': path,
  'http.route': _,
  'http.response.status_code': status,
  'event.duration': duration,
  'http.request.id': request,
  'user.id': user,
  ...rest
}: LogRecord): [string, LogRecord] {
  const milliseconds = Math.round(Number(duration) / 1e5) / 10
  const named = { ...(request === undefined ? {} : { request }), ...(user === undefined ? {} : { user }) }
  return [`${method} ${path} ${status ?? '---'} ${milliseconds} ms`, { ...named, ...rest }]
}

function word(value: LogRecord[string]): string {
  return typeof value === 'string' && /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value)
}
