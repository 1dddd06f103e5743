import type { ServerResponse } from 'node:http'
import type { Request, RequestHandler, Response } from 'express'
import { describeError } from './error-record.js'
import { logEvent } from './log-event.js'
import type { LogFields } from './log-fields.js'
import type { Logger } from './logger.js'
import { LongWaits, type Waiting } from './long-waits.js'
import { type RecordName, severityOf } from './records/records.js'
import { type RequestFailure, starting, unreachable } from './request-failure.js'
import { requestIdOf } from './request-id.js'
import { pathIn } from './request-target.js'
import { traceIdOf } from './trace-id.js'
import { type Underway, UnderwayRequests } from './underway-requests.js'

/** A log of requests and their failures. */
export interface RequestLog {
  /** Writes one record for each request, when its answer has been sent or its client has gone. It comes after `requestId`. */
  readonly middleware: RequestHandler
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
const failureEvents: ReadonlyMap<string | undefined, RecordName> = new Map([
  ['timeout', 'request-timeout'],
  ['last-resort', 'answer-unwritable'],
  ['write-failed', 'answer-not-sent'],
  ['stream-failed', 'answer-not-sent'],
  [starting, 'request-early'],
  [unreachable, 'request-unserved'],
])

/** Returns a request log that writes to `logger`. Queries, header fields and bodies are not logged. */
export function requestLog(logger: Logger, { slowMs = 1000 }: RequestLogOptions = {}): RequestLog {
  const requests = new UnderwayRequests()
  const note: RequestLog['note'] = (request: Noted, fields) => {
    Reflect.set(request, notesOf, { ...request[notesOf], ...fields })
  }
  const waits = new LongWaits<Exchange>(slowMs, ({ request, response }) => {
    if (request && response?.headersSent === false) {
      note(request, { 'event.action': 'request-slow', threshold_ms: slowMs })
    }
  })
  const write: RequestHandler = (request, response, next) => {
    const exchange: Exchange = {
      request,
      response,
      id: requestIdOf(response),
      method: request.method,
      target: request.originalUrl,
      since: performance.now(),
      failure: undefined,
      previous: undefined,
      next: undefined,
    }
    requests.add(exchange)
    waits.add(exchange)
    response.on('close', () => {
      requests.delete(exchange)
      waits.delete(exchange)
      record(logger, exchange, request, response)
      exchange.request = undefined
      exchange.response = undefined
      exchange.failure = undefined
    })
    next()
  }
  return {
    middleware: write,
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

/** The key of the notes of a request. To look into a `WeakMap` at the end of each request would take longer. */
const notesOf = Symbol('the fields that a request log adds to the record of this request')

interface Noted {
  [notesOf]?: LogFields & { readonly 'event.action'?: RecordName }
}

/**
 * A request under way and its response. The request log empties it when the response closes, because V8 may keep the old entries of a `Map` or
 * `Set` until its next major collection of garbage. Entries with requests made each minor collection take at least four times as long.
 */
interface Exchange extends Underway, Waiting<Exchange> {
  request: Request | undefined
  response: Response | undefined
}

function record(
  logger: Logger,
  { id, method, target, since, failure }: Exchange,
  request: Request,
  response: Response,
) {
  const notes = (request as Noted)[notesOf]
  const aborted = !response.writableFinished
  // An answer that has not begun has no status.
  const status = aborted && !response.headersSent ? undefined : response.statusCode
  const isFailed = failure !== undefined || (!aborted && response.statusCode >= 500)
  const name = isFailed
    ? (failureEvents.get(failure?.code) ?? 'request-failed')
    : (notes?.['event.action'] ?? 'request')
  // One object, to which the rare fields are added: a copy for each part would take longer than all else here.
  const fields: Record<string, unknown> = {
    'event.action': name,
    'http.request.id': id,
    'url.path': pathIn(target),
    'http.request.method': method,
    'http.route': routeOf(request),
    'http.response.status_code': status,
    'event.duration': Math.round((performance.now() - since) * 1e6),
    'trace.id': traceIdOf(request.headers.traceparent),
  }
  if (aborted) fields.aborted = true
  // An address is personal data. It is needed to find a client that guesses credentials or asks too much.
  if (status === 401 || status === 429) fields['client.address'] = request.ip
  if (notes) Object.assign(fields, notes, { 'event.action': name })
  if (failure) Object.assign(fields, failureFields(failure))
  logger[severityOf(name)]('request', fields)
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

/** Returns the template of the route that answered, such as `/v1/products/:id`, or `undefined` when none did. */
function routeOf(request: Request): string | undefined {
  const path: unknown = request.route?.path
  return typeof path === 'string' ? request.baseUrl + path : undefined
}
