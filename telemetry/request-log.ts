import type { ServerResponse } from 'node:http'
import type { Request, RequestHandler, Response } from 'express'
import { describeError } from './error-record.js'
import { logEvent } from './log-event.js'
import type { LogFields } from './log-record.js'
import type { Logger, Severity } from './logger.js'
import { type RecordName, recordOf } from './records/records.js'
import { type RequestFailure, starting, unreachable } from './request-failure.js'
import { requestId, requestIdOf } from './request-id.js'
import { traceIdOf } from './trace-id.js'
import { UnderwayRequests } from './underway-requests.js'

/** A log of requests and their failures. */
export interface RequestLog {
  /** Gives every request an id. Writes one record for each request, when its answer has been sent or its client has gone. */
  readonly middleware: RequestHandler[]
  /** Writes the record of a request that the server refuses with this error, when its answer has been sent or its client has gone. */
  refused(error: unknown, response: ServerResponse): void
  /**
   * Adds a failure to the record of its request, so that the failure is logged once. A failure after that record gets its own record.
   * Never throws.
   */
  failed(failure: RequestFailure): void
  /**
   * Adds fields to the record of a request, such as `user.id`. With the name of an event (`event.action`), the record gets its severity.
   * Later values replace earlier ones. Never throws.
   */
  note(request: object, fields: LogFields & { readonly 'event.action'?: RecordName }): void
}

export interface RequestLogOptions {
  /** The time after which an answer that has not begun is late, in milliseconds. @default 1000 */
  readonly slowMs?: number | undefined
}

/** The events of the failures that are not `request-failed`, by the code of the failure. */
const failureEvents: Readonly<Record<string, RecordName | undefined>> = {
  timeout: 'request-timeout',
  'last-resort': 'answer-unwritable',
  'write-failed': 'answer-not-sent',
  'stream-failed': 'answer-not-sent',
  [starting]: 'request-early',
  [unreachable]: 'request-unserved',
}

/** Returns a request log that writes to `logger`. Queries, header fields and bodies are not logged. */
export function requestLog(logger: Logger, { slowMs = 1000 }: RequestLogOptions = {}): RequestLog {
  const requests = new UnderwayRequests()
  const notes = new WeakMap<object, LogFields>()
  const note: RequestLog['note'] = (request, fields) => {
    notes.set(request, { ...notes.get(request), ...fields })
  }
  const write: RequestHandler = (request, response, next) => {
    const start = performance.now()
    const id = requestIdOf(response)
    const path = pathOf(request)
    const underway = requests.add(id, { method: request.method, path })
    const late = setTimeout(() => {
      if (!response.headersSent) note(request, { 'event.action': 'request-slow', threshold_ms: slowMs })
    }, slowMs).unref()
    response.on('close', () => {
      clearTimeout(late)
      requests.delete(id, underway)
      const fields = { 'http.request.id': id, 'url.path': path, ...fieldsOf(request, response, start) }
      record(logger, { ...fields, ...notes.get(request) }, underway.failure)
    })
    next()
  }
  return {
    middleware: [requestId(), write],
    refused(error, response) {
      response.once('close', () => {
        logEvent(logger, {
          name: 'request-refused',
          message: 'the server refused a request',
          'http.request.id': requestIdOf(response),
          'http.response.status_code': response.statusCode,
          'error.message': error instanceof Error ? error.message : undefined, // a text of the library, without a byte of the client
        })
      })
    },
    note,
    failed(failure) {
      const underway = requests.failedBy(failure)
      if (underway) underway.failure = failure
      else logEvent(logger, lateFailure(failure))
    },
  }
}

function record(logger: Logger, fields: LogFields, failure: RequestFailure | undefined): void {
  const { 'event.action': noted = 'request', ...others } = fields
  const isFailed =
    failure !== undefined || (!('aborted' in fields) && Number(fields['http.response.status_code']) >= 500)
  const name = isFailed ? (failureEvents[failure?.code ?? ''] ?? 'request-failed') : noted
  const severity: Severity = recordOf(name)?.severity ?? 'info'
  logger[severity]('request', { 'event.action': name, ...others, ...(failure && failureFields(failure)) })
}

function lateFailure({ requestId, method, path, ...failure }: RequestFailure) {
  return {
    name: 'failure-after-answer' as const,
    message: 'a failure after the answer',
    'http.request.id': requestId,
    'http.request.method': method,
    'url.path': path,
    ...failureFields(failure),
  }
}

function failureFields({ code, cause }: Pick<RequestFailure, 'code' | 'cause'>): LogFields {
  if (code === starting) return { failure: code }
  if (code === unreachable) {
    const { cause: causes = [], ...error } = describeError(cause)
    const first = causes.at(-1) ?? error
    return { failure: code, 'error.code': first.code, reason: first.message }
  }
  // The record has the field even if `undefined` was thrown.
  return { failure: code, error: cause ?? null }
}

function fieldsOf(request: Request, response: Response, start: number): LogFields {
  const aborted = !response.writableFinished
  return {
    'http.request.method': request.method,
    'http.route': routeOf(request),
    // An answer that has not begun has no status.
    'http.response.status_code': aborted && !response.headersSent ? undefined : response.statusCode,
    'event.duration': Math.round((performance.now() - start) * 1e6),
    'trace.id': traceIdOf(request.headers.traceparent),
    ...(aborted ? { aborted } : {}),
  }
}

/** Returns the path without the query, and without scheme and authority, which a client may send (RFC 9112 §3.2.2). */
function pathOf({ originalUrl }: Request): string {
  return originalUrl.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').replace(/\?.*/, '') || '/'
}

/** Returns the template of the route that answered, such as `/v1/products/:id`, or `undefined` when none did. */
function routeOf(request: Request): string | undefined {
  const path: unknown = request.route?.path
  return typeof path === 'string' ? request.baseUrl + path : undefined
}
