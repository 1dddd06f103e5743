import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

type Value = string | number | boolean | readonly Value[]

/** A span as the collector got it. */
export interface CollectedSpan {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  /** Empty for the first span of a trace. */
  readonly parentSpanId: string
  readonly kind: number
  readonly attributes: Readonly<Record<string, Value>>
  readonly events: readonly { readonly name: string; readonly attributes: Readonly<Record<string, Value>> }[]
  readonly links: readonly { readonly traceId: string }[]
  readonly resource: Readonly<Record<string, Value>>
  readonly status: { readonly code?: number; readonly message?: string }
}

/**
 * A double of a collector of OpenTelemetry: it keeps the spans that are sent to it by OTLP/HTTP in JSON, which is the real protocol. There
 * is no collector on npm or in Debian.
 * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
export class OtlpCollector {
  readonly spans: CollectedSpan[] = []
  /** The bodies of all requests, as they came. */
  readonly bodies: string[] = []
  readonly headers: IncomingHttpHeaders[] = []
  /** The status of answers. */
  status = 200
  readonly #waiting = new Set<() => void>()
  readonly #server = createServer(async (request, response) => {
    const body = await text(request)
    const isTraces = request.method === 'POST' && request.url === '/v1/traces'
    const isJson = request.headers['content-type'] === 'application/json'
    const status = isTraces ? (isJson ? this.status : 415) : 404
    if (status === 200) {
      this.bodies.push(body)
      this.headers.push(request.headers)
      this.spans.push(...spansIn(JSON.parse(body)))
    }
    response.writeHead(status, { 'Content-Type': 'application/json' }).end('{}')
    for (const wake of this.#waiting) wake()
  })

  private constructor() {}

  static async start(port = 0): Promise<OtlpCollector> {
    const collector = new OtlpCollector()
    collector.#server.listen(port, '127.0.0.1')
    await once(collector.#server, 'listening')
    return collector
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Resolves to the first span that fits, as soon as it is there. */
  async span(fits: (span: CollectedSpan) => boolean): Promise<CollectedSpan> {
    for (;;) {
      const span = this.spans.find(fits)
      if (span !== undefined) return span
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#waiting.delete(wake)
          resolve()
        }
        this.#waiting.add(wake)
      })
    }
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}

interface AnyValue {
  readonly stringValue?: string
  readonly intValue?: number | string
  readonly doubleValue?: number
  readonly boolValue?: boolean
  readonly arrayValue?: { readonly values: readonly AnyValue[] }
}
type KeyValues = readonly { readonly key: string; readonly value: AnyValue }[]

interface TracesData {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: KeyValues }
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<CollectedSpan, 'attributes' | 'events'> & {
        readonly attributes?: KeyValues
        readonly events?: readonly { readonly name: string; readonly attributes?: KeyValues }[]
      })[]
    }[]
  }[]
}

function spansIn({ resourceSpans }: TracesData): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        ...span,
        parentSpanId: span.parentSpanId ?? '',
        links: span.links ?? [],
        attributes: plain(span.attributes),
        events: (span.events ?? []).map(({ name, attributes }) => ({ name, attributes: plain(attributes) })),
        resource: plain(resource.attributes),
      })),
    ),
  )
}

function plain(attributes: KeyValues = []): Record<string, Value> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, plainValue(value)]))
}

function plainValue({ stringValue, intValue, doubleValue, boolValue, arrayValue }: AnyValue): Value {
  if (arrayValue) return arrayValue.values.map(plainValue)
  return stringValue ?? (intValue === undefined ? undefined : Number(intValue)) ?? doubleValue ?? boolValue ?? ''
}
