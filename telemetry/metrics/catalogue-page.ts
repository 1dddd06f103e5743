import { cacheMetrics } from './catalogue/cache-metrics.js'
import { databaseMetrics } from './catalogue/database-metrics.js'
import { eventMetrics } from './catalogue/event-metrics.js'
import { flagMetrics } from './catalogue/flag-metrics.js'
import { httpMetrics } from './catalogue/http-metrics.js'
import { limitMetrics } from './catalogue/limit-metrics.js'
import type { MetricDescriptions } from './catalogue/metric-description.js'
import { processMetrics } from './catalogue/process-metrics.js'
import { serviceMetrics } from './catalogue/service-metrics.js'

/** The parts of the page with their titles. */
const parts: readonly (readonly [title: string, metrics: MetricDescriptions])[] = [
  ['Requests', httpMetrics],
  ['Database', databaseMetrics],
  ['Events and messages', eventMetrics],
  ['Cache', cacheMetrics],
  ['Limits and overload', limitMetrics],
  ['Feature flags', flagMetrics],
  ['Service', serviceMetrics],
  ['Process', processMetrics],
]

/** Returns the tables of all metrics in Markdown, which docs/operations.md has. */
export function cataloguePage(): string {
  return parts.map(([title, metrics]) => `**${title}**\n\n${table(metrics)}`).join('\n\n')
}

function table(metrics: MetricDescriptions): string {
  const rows = Object.entries(metrics).map(([name, { type, labels, means, act }]) => {
    const labelled = labels.map((label) => `\`${label}\``).join(', ')
    return `| \`${name}\` | ${type} | ${labelled} | ${means} | ${act} |`
  })
  return ['| metric | type | labels | meaning | what to do |', '|---|---|---|---|---|', ...rows].join('\n')
}
