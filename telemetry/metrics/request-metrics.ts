import type { RequestHandler, Response } from 'express'
import type { Instruments } from './instruments.js'
import { methodLabel, routeLabel } from './request-labels.js'

/** The upper bounds of the histogram of durations, in seconds: those that OpenTelemetry advises. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]

/** Observes one duration in seconds. */
type Observe = (seconds: number) => void

/**
 * Returns middleware that observes every request once: when its answer has been sent, or when its client has gone.
 *
 * @param mediaTypes the media types of the formats of the service; content of any other type counts as `_OTHER`
 */
export function requestMetrics(make: Instruments, mediaTypes: readonly string[]): RequestHandler {
  const active = new Map<string, number>()
  make.gauge('http_server_active_requests', (gauge) => {
    for (const [method, requests] of active) gauge.set({ http_request_method: method }, requests)
  })
  const observers = durationObservers(make)
  const routes = routeLabel()
  const answered = answerCounts(make, mediaTypes)
  return (request, response, next) => {
    const start = performance.now()
    const method = methodLabel(request.method)
    active.set(method, (active.get(method) ?? 0) + 1)
    response.once('close', () => {
      active.set(method, (active.get(method) ?? 0) - 1)
      const status = statusOf(response)
      observers(method, routes(request), status, errorType(response, status))((performance.now() - start) / 1000)
      answered(response, status)
    })
    next()
  }
}

/** Returns a function that finds the observer of a series; each is made once. */
function durationObservers(make: Instruments) {
  const histogram = make.histogram('http_server_request_duration_seconds', buckets)
  const bySeries = new Map<string, Observe>()
  return (method: string, route: string | undefined, status: string | undefined, error: string | undefined) => {
    const series = `${method} ${status} ${error} ${route}`
    const known = bySeries.get(series)
    if (known) return known
    const { observe } = histogram.labels({
      http_request_method: method,
      ...(route !== undefined && { http_route: route }),
      ...(status !== undefined && { http_response_status_code: status }),
      ...(error !== undefined && { error_type: error }),
    })
    bySeries.set(series, observe)
    return observe
  }
}

/** Returns the status, or `undefined` for an answer that has not begun. */
function statusOf(response: Response): string | undefined {
  return response.headersSent ? String(response.statusCode) : undefined
}

/** Returns the status of a 5xx, `aborted` for an answer that was cut off, and `undefined` for any other. */
function errorType({ writableFinished }: Response, status: string | undefined): string | undefined {
  if (!writableFinished) return 'aborted'
  return status !== undefined && status >= '500' ? status : undefined
}

/** Returns a function that counts answers by their media type, and those with 406. */
function answerCounts(make: Instruments, mediaTypes: readonly string[]) {
  const counter = make.counter('shop_http_representations_total')
  const notAcceptable = make.counter('shop_http_not_acceptable_total')
  const counts = new Map([...mediaTypes, '_OTHER'].map((type) => [type, counter.labels({ media_type: type })]))
  for (const count of counts.values()) count.inc(0)
  return (response: Response, status: string | undefined) => {
    if (status === '406') notAcceptable.inc()
    const field = response.headersSent ? response.getHeader('content-type') : undefined
    if (typeof field !== 'string') return
    const type = field.split(';', 1)[0]?.trim() ?? ''
    const count = counts.get(type) ?? counts.get('_OTHER')
    count?.inc()
  }
}
