import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express from 'express'
import { createMetricsApp } from '../../api/observation/metrics-app.js'
import { catalogue } from '../../telemetry/metrics/catalogue/catalogue.js'
import type { MetricDescription } from '../../telemetry/metrics/catalogue/metric-description.js'
import { processMetrics } from '../../telemetry/metrics/catalogue/process-metrics.js'
import { createMetrics, type Metrics } from '../../telemetry/metrics/metrics.js'
import { alerts, queries } from '../support/deployed.js'
import { describeWithPrometheus, Prometheus, promtool } from '../support/prometheus.js'
import { type Serving, serve } from '../support/serve.js'

const described: ReadonlyMap<string, MetricDescription> = new Map(Object.entries({ ...catalogue, ...processMetrics }))
const expressions = [
  ...alerts.map(({ alert, expr }) => [alert, expr] as const),
  ...queries.map(([panel, expression]) => [panel, expression] as const),
]

describe('an expression of an alert or a panel', () => {
  test.each(expressions)('names metrics and labels that exist: %s', (_, expression) => {
    const selectors = [...expression.matchAll(/([a-z_][a-z0-9_]+)(?:\{([^}]*)\})/g)]
    expect(selectors.length).toBeGreaterThan(0)
    for (const [, name = '', matchers = ''] of selectors) {
      const labels = [...matchers.matchAll(/(\w+)(?:=~|!~|!=|=)"/g)].map(([, label = '']) => label)
      expect(unknownLabels(name, labels)).toEqual([])
    }
  })
})

/** Returns the labels that a metric does not have; those of the scrape belong to each. */
function unknownLabels(name: string, labels: readonly string[]): readonly string[] {
  if (name === 'up') return []
  const known = described.get(name) ?? histogramOf(name)
  if (known === undefined) return [`there is no ${name}`]
  return labels.filter((label) => !['job', 'instance', ...known.labels].includes(label))
}

function histogramOf(name: string): MetricDescription | undefined {
  const metric = described.get(name.replace(/_(?:bucket|sum|count)$/, ''))
  return metric?.type === 'histogram' ? metric : undefined
}

describe('an alert', () => {
  const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')
  const sections = new Map(page.split(/^### /m).map((section) => [section.slice(0, section.indexOf('\n')), section]))

  test.each(alerts.map(({ alert, annotations, labels }) => [alert, annotations, labels] as const))(
    '%s leads to a section that says what it means, what to look at and what to do',
    (alert, { runbook, summary }, { severity }) => {
      expect(runbook).toBe(`docs/operations.md#${alert.toLowerCase()}`)
      for (const part of ['Means', 'Look at', 'Do']) {
        expect(sections.get(alert)).toMatch(new RegExp(`^- \\*\\*${part}\\*\\*: .{20,}$`, 'm'))
      }
      expect(summary).toMatch(/^[A-Z].{15,}/)
      expect(['critical', 'warning']).toContain(severity)
    },
  )

  test('every section about an alert belongs to one', () => {
    const titles = [...sections.keys()].filter((title) => title.startsWith('Shop'))
    expect(titles).toEqual(alerts.map(({ alert }) => alert))
  })
})

describeWithPrometheus('a real Prometheus that scrapes the service', () => {
  let serving: Serving
  let shop: Serving
  let prometheus: Prometheus
  let metrics: Metrics

  beforeAll(async () => {
    metrics = createMetrics({ version: '1.2.3', mediaTypes: ['application/json'], process: true })
    withValues(metrics)
    const app = express().use(metrics.middleware)
    app.get('/v1/products', (_, response) => void response.json([]))
    app.get('/v1/orders', (_, response) => void response.status(503).json({}))
    app.post('/v1/orders', (_, response) => void response.status(401).json({}))
    app.get('/v1/orders/:id', (_, response) => void response.write('begun', () => response.destroy()))
    shop = await serve(app)
    await requests()
    serving = await serve(createMetricsApp(metrics.text, () => undefined))
    prometheus = await Prometheus.start(`127.0.0.1:${serving.port}`)
    await prometheus.query('up{job="shop"} == 1', ({ length }) => length === 1)
    await requests()
    withValues(metrics)
  })
  afterAll(async () => {
    await prometheus.stop()
    await Promise.all([serving.close(), shop.close()])
  })

  async function requests(): Promise<void> {
    await fetch(`${shop.url}/v1/orders`, { method: 'POST' }).then((response) => response.text())
    for (const path of ['/v1/products', '/v1/orders', '/v1/orders/1']) {
      await fetch(shop.url + path)
        .then((response) => response.text())
        .catch(() => undefined) // the answer breaks off
    }
  }

  test('stores every metric that has a value', async () => {
    for (const [name, { type }] of Object.entries(catalogue)) {
      await prometheus.query(type === 'histogram' ? `${name}_count` : name, ({ length }) => length > 0)
    }
  })

  test.each(queries)('the panel "%s" has data for %s', async (_, expression, legend) => {
    const result = await prometheus.query(expression, ({ length }) => length > 0)
    const labels = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => label)
    for (const label of labels) expect(result.some(({ metric }) => label in metric)).toBe(true)
  })

  test.each(alerts.map(({ alert, expr }) => [alert, expr.replace(/ (?:>|==) [\d.]+$/, '')] as const))(
    'the alert %s has data to compare',
    async (alert, expression) => {
      const isAboutAbsence = expression.startsWith('absent(')
      const result = await prometheus.query(expression, ({ length }) => isAboutAbsence || length > 0)
      expect([alert, result.length > 0]).toEqual([alert, !isAboutAbsence])
    },
  )

  test('`promtool check metrics` refuses only names by others', async () => {
    const { output } = await promtool(['check', 'metrics'], await metrics.text())
    // The first is the name in OpenTelemetry, the others are those of prom-client, which dashboards of Node know.
    expect(output.trim().split('\n').sort()).toEqual([
      expect.stringMatching(/^db_client_connection_count non-histogram /),
      expect.stringMatching(/^nodejs_active_handles_total non-counter /),
      expect.stringMatching(/^nodejs_active_requests_total non-counter /),
      expect.stringMatching(/^nodejs_active_resources_total non-counter /),
    ])
  })
})

/** Gives every metric a value. Called again, it increases every counter. */
function withValues({ cache, database, events, flags, issuer, limits, readiness }: Metrics): void {
  flags.evaluated('order-stock-policy', 'strict', 'default')
  flags.sourceUp(true)
  database.watch({
    pools: () => [{ name: 'main', used: 1, idle: 2, waiting: 0, max: 10 }],
    outbox: async () => ({ waiting: 0, parked: 0 }),
  })
  database.statement(0.001)
  database.clock(0)
  readiness.watch(() => [{ name: 'writes', ready: true }])
  events.published(1)
  events.message('handled')
  events.brokerUp('shop relay', true)
  cache.hit('memory')
  cache.miss('shared')
  cache.failed('shared')
  cache.storeUp(true)
  limits.rejected('reads')
  limits.storeFailed()
  limits.storeUp(true)
  limits.shed('requests')
  issuer.keysUp(true)
}
