import type { Request, RequestHandler, Response } from 'express'
import type { Observe } from './batch.js'
import type { Instruments } from './instruments.js'
import { methodLabel, routeLabel } from './request-labels.js'

/** The upper bounds of the histogram of durations, in seconds: those that OpenTelemetry advises. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]

/**
 * Returns middleware that observes every request once: when its answer has been sent, or when its client has gone.
 *
 * @param mediaTypes the media types of the formats of the service; content of any other type counts as `_OTHER`
 */
export function requestMetrics(make: Instruments, mediaTypes: readonly string[]): RequestHandler {
  const methods = new Map<string, MethodRequests>()
  make.gauge('http_server_active_requests', (gauge) => {
    for (const { method, active } of methods.values()) gauge.set({ http_request_method: method }, active)
  })
  const observerOf = durationObservers(make)
  const answered = answerCounts(make, mediaTypes)
  return (request, response, next) => {
    const start = performance.now()
    const requests = methods.get(request.method) ?? kept(methods, methodLabel(request.method), newMethod)
    requests.active += 1
    response.on('close', () => {
      requests.active -= 1
      observerOf(requests, request, response)((performance.now() - start) / 1000)
      answered(response)
    })
    next()
  }
}

/** The requests with a method: their number now, and their series by the template of the route and by outcome. */
interface MethodRequests {
  readonly method: string
  active: number
  readonly series: Map<string | undefined, Map<number, Observe>>
}

function newMethod(method: string): MethodRequests {
  return { method, active: 0, series: new Map() }
}

/** Returns a function that finds the observer of a series; each is made once. */
function durationObservers(make: Instruments) {
  const observe = make.histogram('http_server_request_duration_seconds', buckets)
  const routeOf = routeLabel()
  return ({ method, series }: MethodRequests, request: Request, response: Response): Observe => {
    const route = routeOf(request)
    const byOutcome = kept(series, route, () => new Map<number, Observe>())
    return kept(byOutcome, outcomeOf(response), () => {
      const status = response.headersSent ? String(response.statusCode) : undefined
      const error = errorType(response)
      return observe({
        http_request_method: method,
        ...(route !== undefined && { http_route: route }),
        ...(status !== undefined && { http_response_status_code: status }),
        ...(error !== undefined && { error_type: error }),
      })
    })
  }
}

/** Returns the value of a key, which is made when there is none. */
function kept<Key, Value>(values: Map<Key, Value>, key: Key, make: (key: Key) => Value): Value {
  const known = values.get(key)
  if (known !== undefined) return known
  const value = make(key)
  values.set(key, value)
  return value
}

/** Returns a number for the status, 0 without one, negative when the answer was cut off before its end. */
function outcomeOf({ headersSent, statusCode, writableFinished }: Response): number {
  const status = headersSent ? statusCode : 0
  return writableFinished ? status : -1 - status
}

/** Returns the status of a 5xx, `aborted` for an answer that was cut off, and `undefined` for any other. */
function errorType({ writableFinished, statusCode }: Response): string | undefined {
  if (!writableFinished) return 'aborted'
  return statusCode >= 500 ? String(statusCode) : undefined
}

/** Returns a function that counts answers by their media type, and those with 406. */
function answerCounts(make: Instruments, mediaTypes: readonly string[]) {
  const tallyOf = make.tally('shop_http_representations_total')
  const notAcceptable = make.tally('shop_http_not_acceptable_total')({})
  const other = tallyOf({ media_type: '_OTHER' })
  const tallies = new Map(mediaTypes.map((type) => [type, tallyOf({ media_type: type })]))
  const byField = new Map<string, () => void>()
  return (response: Response) => {
    if (!response.headersSent) return
    if (response.statusCode === 406) notAcceptable()
    const field = response.getHeader('content-type')
    if (typeof field !== 'string') return
    if (byField.size > mostFields) byField.clear()
    kept(byField, field, () => tallies.get(mediaTypeOf(field)) ?? other)()
  }
}

/** The most fields whose media types are kept. The service has some ten. */
const mostFields = 100

function mediaTypeOf(field: string): string {
  return field.split(';', 1)[0]?.trim() ?? ''
}
