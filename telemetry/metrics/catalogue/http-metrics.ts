import type { MetricDescriptions } from './metric-description.js'

/** Metrics of requests, with the names of OpenTelemetry as Prometheus writes them. */
export const httpMetrics = {
  http_server_request_duration_seconds: {
    type: 'histogram',
    labels: ['http_request_method', 'http_route', 'http_response_status_code', 'error_type'],
    means:
      'Seconds from the arrival of a request to the end of its answer. http_route is the template, absent for unknown paths. error_type is the status of a 5xx, or aborted when the answer was cut off',
    act: 'A rising share of 5xx or a rising p99: see Alerts, and the log of the same route',
  },
  http_server_active_requests: {
    type: 'gauge',
    labels: ['http_request_method'],
    means: 'Requests in flight, streams of events included',
    act: 'A number that only grows: something that requests wait for is slow. Compare the pool and the event-loop delay',
  },
  shop_http_representations_total: {
    type: 'counter',
    labels: ['media_type'],
    means:
      'Answers with content by the media type that was negotiated; _OTHER for content that is in no format of the service',
    act: 'Shows which formats clients use before one is changed',
  },
  shop_http_not_acceptable_total: {
    type: 'counter',
    labels: [],
    means: 'Requests that were answered with 406, because no format of the service fits their Accept',
    act: 'A jump after a release of a client: read its Accept in a request of its own',
  },
} as const satisfies MetricDescriptions
