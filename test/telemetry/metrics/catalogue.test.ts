import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { catalogue } from '../../../telemetry/metrics/catalogue/catalogue.js'
import type { MetricDescription } from '../../../telemetry/metrics/catalogue/metric-description.js'
import { processMetrics } from '../../../telemetry/metrics/catalogue/process-metrics.js'
import { cataloguePage } from '../../../telemetry/metrics/catalogue-page.js'
import { createMetrics } from '../../../telemetry/metrics/metrics.js'

const described: ReadonlyMap<string, MetricDescription> = new Map(Object.entries({ ...catalogue, ...processMetrics }))

test('the tables of metrics in docs/operations.md are what `npm run openapi` writes', () => {
  const page = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8')
  expect(page).toContain(`-->\n\n${cataloguePage()}\n\n<!-- /metrics -->`)
})

describe('the answer to a scrape', () => {
  const metrics = createMetrics({ version: '1.2.3', mediaTypes: ['application/json'], process: true })

  test('has every metric of the catalogue with its type and meaning, and no other', async () => {
    const text = await metrics.text()
    const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type]) => [name, type])
    // The memory of Linux and open files are absent elsewhere.
    const expected = [...described].filter(([name]) => process.platform === 'linux' || !/^process_/.test(name))
    const onLinux = types.filter(([name = '']) => process.platform === 'linux' || !/^process_/.test(name))
    expect(onLinux.sort()).toEqual(expected.map(([name, { type }]) => [name, type]).sort())
    for (const [name, { means }] of Object.entries(catalogue)) expect(text).toContain(`# HELP ${name} ${means}\n`)
  })

  test('has no label that the catalogue does not describe', async () => {
    metrics.cache.hit('memory')
    metrics.limits.rejected('reads')
    metrics.limits.shed('requests')
    metrics.events.brokerUp('relay', true)
    const text = await metrics.text()
    for (const [line, series = '', labels = ''] of text.matchAll(/^([a-z_]+)\{(.*)\} \S+$/gm)) {
      const known = described.get(series.replace(/_(bucket|sum|count)$/, '')) ?? described.get(series)
      const names = [...labels.matchAll(/(\w+)="/g)].map(([, name]) => name)
      expect({ line, names: names.filter((name) => name !== 'le' && !known?.labels.includes(String(name))) }).toEqual({
        line,
        names: [],
      })
    }
  })
})

test('every meaning and action is a sentence or two of at most 250 characters without a bar', () => {
  for (const { means, act } of described.values())
    for (const text of [means, act]) expect(text).toMatch(/^[^|\n]{10,250}[^.\s|]$/)
})
