/** The media types of the answer to a scrape. */
export const prometheusText = 'text/plain; version=0.0.4; charset=utf-8'
export const openMetricsText = 'application/openmetrics-text; version=1.0.0; charset=utf-8'

/**
 * Returns a text in the format of Prometheus as OpenMetrics 1.0: the name of a counter is without `_total` in its description, there are no
 * empty lines, and the last line is `# EOF`. prom-client could write OpenMetrics, but it renames the counters of the registry by that.
 */
export function asOpenMetrics(text: string): string {
  const counters = new Set([...text.matchAll(/^# TYPE (\S+)_total counter$/gm)].map(([, name]) => name))
  const renamed = text.replace(/^(# (?:HELP|TYPE) )(\S+)_total /gm, (line, before, name) =>
    counters.has(name) ? `${before}${name} ` : line,
  )
  return `${renamed.replace(/\n{2,}/g, '\n').replace(/ Nan$/gm, ' NaN')}# EOF\n`
}
