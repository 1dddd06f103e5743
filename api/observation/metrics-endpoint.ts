import { type EndpointInput, negotiate, ok, type Result } from '@endware/restapi'
import { asOpenMetrics, openMetricsText, prometheusText } from '../../telemetry/metrics/open-metrics.js'

/** Returns all metrics in the text format of Prometheus. */
export type Scrape = () => Promise<string>

const mediaTypes = [prometheusText, openMetricsText]

/** The contract of `/metrics`. The OpenAPI document does not describe it: it is for operators. */
export const metricsContract = { responses: { 200: { mediaTypes } } }

/** Returns the endpoint of all metrics in the text format of Prometheus, or as OpenMetrics for a client that prefers that. */
export function metricsEndpoint(scrape: Scrape) {
  return async ({ request }: Pick<EndpointInput, 'request'>): Promise<Result<undefined, 200>> => {
    const mediaType = negotiate(request.headers.accept, mediaTypes) ?? prometheusText
    const text = await scrape()
    return ok().withContent(mediaType === openMetricsText ? asOpenMetrics(text) : text, mediaType)
  }
}
