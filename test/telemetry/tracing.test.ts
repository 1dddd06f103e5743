import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-node'
import { createLogger } from '../../telemetry/logger.js'
import { redactedSpan } from '../../telemetry/tracing/redacted-span.js'
import { startTracing } from '../../telemetry/tracing/start-tracing.js'
import { tracedLogger } from '../../telemetry/tracing/traced-logger.js'
import { noTracing, type TracingEvent } from '../../telemetry/tracing/tracing.js'
import { watchedExporter } from '../../telemetry/tracing/watched-exporter.js'
import { expectRecords } from '../support/expect-records.js'
import { LogLines } from '../support/log-lines.js'
import { OtlpCollector } from '../support/otlp-collector.js'

function spanWith(attributes: ReadableSpan['attributes'], message?: string): ReadableSpan {
  const time: [number, number] = [0, 0]
  const status = { code: 2, ...(message !== undefined && { message }) }
  return { name: 'a', attributes, events: [{ name: 'exception', time, attributes }], status, links: [] } as never
}

describe('a span that leaves the process', () => {
  test.each([
    ['url.query', 'token=a', '[redacted]'],
    ['url.full', 'https://shop.example/a?token=a', 'https://shop.example/a?…'],
    ['http.request.header.authorization', ['Bearer abcdefgh'], '[redacted]'],
    ['messaging.url', 'amqp://user:word@host', 'amqp://user:[redacted]@host'],
    ['db.query.text', 'select a\n  from b', 'select a from b'],
    ['exception.message', 'cannot reach postgres://u:word@host/a', 'cannot reach postgres://u:[redacted]@host/a'],
    ['list', ['Bearer abcdefgh', 'b'], ['Bearer [redacted]', 'b']],
    ['http.response.status_code', 200, 200],
    ['url.path', '/v1/products', '/v1/products'],
  ])('has %s redacted in attributes and events: %j -> %j', (name, value, expected) => {
    const span = redactedSpan(spanWith({ [name]: value }))
    expect(span.attributes).toEqual({ [name]: expected })
    expect(span.events[0]?.attributes).toEqual({ [name]: expected })
    expect(span.name).toBe('a')
  })

  test('has its status redacted', () => {
    expect(redactedSpan(spanWith({}, 'at https://u:word@host')).status).toEqual({
      code: 2,
      message: 'at https://u:[redacted]@host',
    })
  })
})

test('an exporter reports once that spans are lost, and once that they are sent again', () => {
  const codes = [0, 1, 1, 0, 0, 1]
  const events: TracingEvent[] = []
  const error = new Error('refused')
  const failing: SpanExporter = {
    export: (_spans, done) => done({ code: codes.shift() ?? 0, error }),
    shutdown: async () => undefined,
  }
  const exporter = watchedExporter(failing, (event) => events.push(event))
  const results: number[] = []
  while (codes.length > 0) exporter.export([spanWith({})], ({ code }) => results.push(code))
  expect(results).toEqual([0, 1, 1, 0, 0, 1])
  expectRecords(events, ['traces-lost', 'traces-sent', 'traces-lost'])
  expect(events[0]).toMatchObject({ spans: 1, error })
})

test.each([
  {},
  { OTEL_EXPORTER_OTLP_ENDPOINT: ' ' },
  { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_SDK_DISABLED: 'TRUE' },
  { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:4318/v1/traces', OTEL_TRACES_EXPORTER: 'none' },
])('the environment %j starts no tracing', async (env) => {
  expect(await startTracing(env)).toBe(noTracing)
})

test('without tracing, work runs as it is, outside of any trace', () => {
  const trace = { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' }
  expect(noTracing.inTrace('work', trace, () => 7)).toBe(7)
  expect([noTracing.current(), noTracing.addEvent('flag')]).toEqual([undefined, undefined])
})

test('the records of a traced logger have the trace and the span under way, whatever their fields', async () => {
  const lines = new LogLines()
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  const tracing = { ...noTracing, current: () => ({ traceparent }) }
  const logger = tracedLogger(createLogger({ level: 'info', format: 'json', target: lines }), tracing)
  const identity = { 'trace.id': '4bf92f3577b34da6a3ce929d0e0e4736', 'span.id': '00f067aa0ba902b7' }
  logger.info('plain')
  logger.warn('of another trace', { 'trace.id': 'other' })
  const unreadable = {
    get state(): string {
      throw new TypeError('no')
    },
  }
  expect(() => logger.error('unreadable', unreadable)).not.toThrow()
  await logger.close()
  expect(lines.records).toMatchObject([identity, identity, { 'shop.state': '[unreadable]' }])
})

describe('tracing in a process of its own', () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
  const traceparent = `00-${traceId}-00f067aa0ba902b7-01`

  async function run(collector: OtlpCollector, ...node: readonly string[]) {
    const args = [...node, 'test/support/tracing-process.mjs', traceparent]
    const env = { PATH: process.env.PATH, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }
    return JSON.parse((await promisify(execFile)(process.execPath, args, { env })).stdout)
  }

  test('adds an event to the span under way, and tells its identity', async () => {
    const collector = await OtlpCollector.start()
    const { events, current, outside } = await run(collector)
    const [span] = collector.spans
    expect(collector.spans).toHaveLength(1)
    expect(span).toMatchObject({ name: 'work', traceId, parentSpanId: '00f067aa0ba902b7' })
    const attributes = { 'feature_flag.key': 'price-filter', 'feature_flag.result.variant': 'on' }
    expect(span?.events).toEqual([{ name: 'feature_flag.evaluation', attributes }])
    expect({ events, current, outside }).toEqual({
      events: [],
      current: { traceparent: `00-${traceId}-${span?.spanId}-01` },
      outside: undefined,
    })
    await collector.close()
  })

  test('is off without OpenTelemetry, and says so once', async () => {
    const collector = await OtlpCollector.start()
    const { events, current } = await run(collector, '--import', './test/support/without-open-telemetry.mjs')
    expect(events).toEqual([{ name: 'tracing-unavailable', code: 'ERR_MODULE_NOT_FOUND' }])
    expectRecords(events, ['tracing-unavailable'])
    expect([current, collector.spans]).toEqual([undefined, []])
    await collector.close()
  })
})
