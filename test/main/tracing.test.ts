import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { cloudEventsType } from '../../messages/cloud-event.js'
import { brokerUrl, describeWithBroker, type Received, TestBroker, until } from '../support/broker.js'
import { type DatabasePlace, placeOnPostgresql } from '../support/database.js'
import { newProduct } from '../support/example-products.js'
import { paymentMessage } from '../support/messages.js'
import { type CollectedSpan, OtlpCollector } from '../support/otlp-collector.js'
import { type ServiceProcess, ServiceProcesses } from '../support/service-process.js'
import { trialTokenOf } from '../support/tokens.js'

const canary = `canary-${randomBytes(8).toString('hex')}`
const server = 2 // SpanKind of OTLP

/** Returns a new trace, as a client that traces begins one. */
function newTrace() {
  const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')]
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-01` }
}

describeWithBroker('traces of the service', () => {
  const services = new ServiceProcesses()
  let place: DatabasePlace
  let broker: TestBroker
  let collector: OtlpCollector
  let service: ServiceProcess
  let url = ''
  let headers: Record<string, string>
  let events: Received[]

  beforeAll(async () => {
    place = await placeOnPostgresql()
    broker = await TestBroker.open()
    events = await broker.subscribe()
    collector = await OtlpCollector.start()
    const folder = await services.folder()
    headers = { Authorization: `Bearer ${await trialTokenOf(folder)}`, 'Content-Type': 'application/json' }
    service = services.start({
      env: {
        DATA_FOLDER: folder,
        DATABASE_URL: place.url ?? '',
        AMQP_URL: brokerUrl,
        AMQP_PREFIX: broker.prefix,
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=shop',
        OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test,service.version=9.9.9',
        OTEL_BSP_SCHEDULE_DELAY: '50',
      },
    })
    url = await service.url()
  })
  afterAll(async () => {
    await services.clean()
    await collector.close()
    await broker.close([1_000, 5_000, 30_000, 120_000, 600_000])
    await place.drop()
  })

  async function post(path: string, body: unknown, more: Record<string, string> = {}) {
    const key = `"${randomUUID()}"`
    const all = { ...headers, 'Idempotency-Key': key, ...more }
    const answer = await fetch(url + path, { method: 'POST', headers: all, body: JSON.stringify(body) })
    return { status: answer.status, body: (await answer.json()) as { id: string; total: never } }
  }

  const spanOf = (traceId: string, name: string | RegExp) =>
    collector.span(
      (span) => span.traceId === traceId && (name instanceof RegExp ? name.test(span.name) : span.name === name),
    )

  async function event(type: string, order: string) {
    const fits = ({ content }: Received) => content.type === type && content.subject === order
    await until(() => events.some(fits))
    const { content, message } = events.find(fits) as Received
    return {
      content: content as { traceparent?: string },
      headers: message.properties.headers as { traceparent: string },
    }
  }

  test('one order is one trace: request, steps, queries, events, payment', async () => {
    const { body: product } = await post('/v1/products', newProduct({ stock: 5 }))
    const trace = newTrace()
    const lines = [{ productId: product.id, quantity: 1 }]
    const { body: order } = await post('/v1/orders', { lines }, { traceparent: trace.traceparent, tracestate: 'a=1' })
    const inTrace = (name: string | RegExp) => spanOf(trace.traceId, name)

    const request = await inTrace('POST /v1/orders')
    expect(request).toMatchObject({ kind: server, parentSpanId: trace.spanId })
    expect(request.attributes).toMatchObject({
      'http.request.method': 'POST',
      'http.route': '/v1/orders',
      'http.response.status_code': 201,
    })
    const endpoint = await inTrace('endpoint')
    const route = await inTrace('request handler')
    expect(route.parentSpanId).toBe(request.spanId)
    expect(endpoint.parentSpanId).toBe(route.spanId)
    expect((await inTrace('negotiate')).attributes).toEqual({ 'endware.media_type': 'application/json' })
    expect((await inTrace('encode')).parentSpanId).toBe(route.spanId)
    const query = await inTrace(/^pg\.query/)
    expect(query).toMatchObject({ parentSpanId: endpoint.spanId })

    const placed = await event('order.placed', order.id)
    expect(placed.content.traceparent).toBe(`00-${trace.traceId}-${endpoint.spanId}-01`)
    expect((await inTrace('relay order.placed')).parentSpanId).toBe(endpoint.spanId)
    const published = await inTrace(/^publish /)
    expect(placed.headers.traceparent).toBe(`00-${trace.traceId}-${published.spanId}-01`)

    // A payment system continues the trace of the event in its own message.
    const payment = { ...paymentMessage(order), traceparent: placed.headers.traceparent }
    await send(payment, { traceparent: placed.headers.traceparent })
    const consumed = await inTrace(/process$/)
    expect(consumed.parentSpanId).toBe(published.spanId)
    const paid = await event('order.paid', order.id)
    expect(paid.content.traceparent).toMatch(new RegExp(`^00-${trace.traceId}-`))
    expect((await inTrace('relay order.paid')).parentSpanId).toBe(consumed.spanId)
  })

  /** Sends a message to the service as another system does. */
  async function send(message: { id: string; type: string }, amqpHeaders: Record<string, string> = {}): Promise<void> {
    const { id: messageId, type } = message
    const options = { contentType: cloudEventsType, messageId, type, headers: amqpHeaders }
    broker.channel.publish(broker.names.incoming, type, Buffer.from(JSON.stringify(message)), options)
    await broker.channel.waitForConfirms()
  }

  async function newOrder() {
    const { body: product } = await post('/v1/products', newProduct({ stock: 5 }))
    return (await post('/v1/orders', { lines: [{ productId: product.id, quantity: 1 }] })).body
  }

  test('a span of an order has the evaluation of its stock policy as an event', async () => {
    const { traceId, traceparent } = newTrace()
    const product = await post('/v1/products', newProduct({ stock: 5 }))
    await post('/v1/orders', { lines: [{ productId: product.body.id, quantity: 1 }] }, { traceparent })
    const isEvaluation = ({ name }: { readonly name: string }) => name === 'feature_flag.evaluation'
    const span = await collector.span((each) => each.traceId === traceId && each.events.some(isEvaluation))
    expect(span.events.find(isEvaluation)?.attributes).toEqual({
      'feature_flag.key': 'order-stock-policy',
      'feature_flag.provider.name': 'defaults',
      'feature_flag.result.value': 'strict',
      'feature_flag.result.reason': 'default',
    })
  })

  test('a message continues the trace in its content, and links to the delivery', async () => {
    const trace = newTrace()
    await send({ ...paymentMessage(await newOrder()), traceparent: trace.traceparent } as never)
    const applied = await spanOf(trace.traceId, 'pay for order')
    expect(applied.parentSpanId).toBe(trace.spanId)
    const delivery = await collector.span(
      ({ traceId, name }) => traceId === applied.links[0]?.traceId && /process$/.test(name),
    )
    expect(delivery.traceId).not.toBe(trace.traceId)
  })

  test.each([
    ['zeros', '00-00000000000000000000000000000000-00f067aa0ba902b7-01'],
    ['version ff', 'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
    ['a wrong length', '00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01'],
    ['upper case', '00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01'],
  ])('a traceparent with %s is replaced by a new trace, in events and in the log', async (_what, traceparent) => {
    const { body: product } = await post('/v1/products', newProduct({ stock: 5 }))
    const lines = [{ productId: product.id, quantity: 1 }]
    const { body: order } = await post('/v1/orders', { lines }, { traceparent, 'X-Request-Id': product.id })
    const { content } = await event('order.placed', order.id)
    const [, traceId = ''] = content.traceparent?.split('-') ?? []
    expect(traceparent.toLowerCase()).not.toContain(traceId)
    expect((await spanOf(traceId, 'POST /v1/orders')).parentSpanId).toBe('')
    await service.output(new RegExp(`${product.id}.*${traceId}|${traceId}.*${product.id}`))
  })

  test('no span has a secret of a header field, a query or a parameter of SQL', async () => {
    const trace = newTrace()
    const name = `Lamp ${canary}`
    await post('/v1/products', newProduct({ name }), { 'X-Api-Key': canary, Cookie: `session=${canary}` })
    await fetch(`${url}/v1/products?q=${canary}&token=${canary}`, {
      headers: { traceparent: trace.traceparent, Authorization: `Bearer ${canary}` },
    })
    const { attributes } = await spanOf(trace.traceId, /^GET/)
    expect(attributes['url.query']).toBe('[redacted]')
    await collector.span((span) => span.traceId === trace.traceId && span.name === 'negotiate')
    expect(collector.bodies.join('\n')).not.toContain(canary)
    const token = headers.Authorization?.slice(-40)
    expect(collector.bodies.join('\n')).not.toContain(token)
  })

  test('spans name the service, and settings of OpenTelemetry hold', async () => {
    await fetch(`${url}/v1/products`)
    const { resource } = await collector.span(({ name }) => name.startsWith('GET'))
    expect(resource).toMatchObject({
      'service.name': 'endware-shop',
      'service.version': '9.9.9',
      'deployment.environment.name': 'test',
    })
    expect(collector.headers[0]).toMatchObject({ 'x-tenant': 'shop' })
  })

  test('queries outside of requests and messages make no trace', () => {
    const ids = new Set(collector.spans.map(({ spanId }) => spanId))
    const isRoot = ({ parentSpanId }: CollectedSpan) => parentSpanId === '' || !ids.has(parentSpanId)
    expect(collector.spans.filter((span) => span.name.startsWith('pg') && span.parentSpanId === '')).toEqual([])
    expect(collector.spans.filter(isRoot).length).toBeGreaterThan(0)
  })

  test('spans that wait are sent at the stop', async () => {
    const trace = newTrace()
    await (await fetch(`${url}/v1/products`, { headers: { traceparent: trace.traceparent } })).text()
    service.kill('SIGTERM')
    expect(await service.exit()).toBe(0)
    expect(collector.spans.some(({ traceId, kind }) => traceId === trace.traceId && kind === server)).toBe(true)
  })
})
