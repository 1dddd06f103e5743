import type { Request, RequestHandler, Response } from 'express'
import type { Logger } from './logger.js'
import { requestId, requestIdOf } from './request-id.js'

/** Logs requests and what made them fail. */
export interface RequestLog {
  /** Gives every request its id, and writes one record a request when its answer has been sent or its client has gone. */
  readonly middleware: RequestHandler[]
  /**
   * Keeps what made a request fail for the record of that request, so that each failure is written once; a failure that comes after the
   * record gets one of its own. Never throws.
   */
  failed(failure: RequestFailure): void
}

/** The reason why a request failed. */
export interface RequestFailure {
  readonly requestId: string | undefined
  readonly method: string
  /** Without the query. */
  readonly path: string
  /** A short name of what failed. */
  readonly code: string
  readonly cause: unknown
}

/** A request whose record is not written yet. */
interface Underway {
  readonly method: string
  readonly path: string
  failure?: RequestFailure
}

/** A request log that writes to `logger`. The query of a URL, header fields and bodies are not logged. */
export function requestLog(logger: Logger): RequestLog {
  const requests = new UnderwayRequests()
  const write: RequestHandler = (request, response, next) => {
    const start = performance.now()
    const id = requestIdOf(response)
    const underway: Underway = { method: request.method, path: pathOf(request) }
    requests.add(id, underway)
    response.once('close', () => {
      requests.delete(id, underway)
      record(logger, fieldsOf(request, response, start), underway.failure)
    })
    next()
  }
  return {
    middleware: [requestId(), write],
    failed(failure) {
      const underway = requests.failedBy(failure)
      if (underway) underway.failure = failure
      else {
        const { requestId: request_id, method, path } = failure
        logger.warn('a failure after the answer', { request_id, method, path, ...failureFields(failure) })
      }
    },
  }
}

/** The requests under way by their ids; clients may give several the same. */
class UnderwayRequests {
  readonly #byId = new Map<string, Set<Underway>>()

  add(id: string, underway: Underway): void {
    const same = this.#byId.get(id) ?? new Set()
    this.#byId.set(id, same.add(underway))
  }

  delete(id: string, underway: Underway): void {
    const same = this.#byId.get(id)
    same?.delete(underway)
    if (same?.size === 0) this.#byId.delete(id)
  }

  /** The request of this failure, unless it has failed already or is not under way. */
  failedBy({ requestId: id = '', method, path }: RequestFailure): Underway | undefined {
    const same = [...(this.#byId.get(id) ?? [])]
    return same.find((request) => !request.failure && request.method === method && request.path === path)
  }
}

function record(logger: Logger, fields: Readonly<Record<string, unknown>>, failure: RequestFailure | undefined): void {
  const severe = failure !== undefined || (!('aborted' in fields) && Number(fields.status) >= 500)
  logger[severe ? 'error' : 'info']('request', { ...fields, ...(failure && failureFields(failure)) })
}

function failureFields({ code, cause }: RequestFailure): Readonly<Record<string, unknown>> {
  // An error is an error even where nothing was thrown but `undefined`.
  return { failure: code, error: cause ?? null }
}

function fieldsOf(request: Request, response: Response, start: number): Readonly<Record<string, unknown>> {
  const aborted = !response.writableFinished
  return {
    request_id: requestIdOf(response),
    method: request.method,
    route: routeOf(request),
    path: pathOf(request),
    // An answer that never began has no status.
    status: aborted && !response.headersSent ? undefined : response.statusCode,
    duration_ms: Math.round((performance.now() - start) * 10) / 10,
    ...(aborted ? { aborted } : {}),
  }
}

/** The path, without a query, and without scheme and authority, which clients may send along (RFC 9112 §3.2.2). */
function pathOf({ originalUrl }: Request): string {
  return originalUrl.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').replace(/\?.*/, '') || '/'
}

/** The template of the route that answered, such as `/v1/products/:id`; `undefined` when none did. */
function routeOf(request: Request): string | undefined {
  const path: unknown = request.route?.path
  return typeof path === 'string' ? request.baseUrl + path : undefined
}
