import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Serving, serve } from './serve.js'

/** A feature as the client API of Unleash has it. */
export interface UnleashFeature {
  readonly name: string
  readonly enabled: boolean
  readonly strategies: readonly { readonly name: string; readonly parameters: Readonly<Record<string, string>> }[]
  readonly variants?: readonly object[]
}

/**
 * A double of an Unleash server: it is not Unleash. It has the paths, header fields, statuses and members of the client API: features with
 * `ETag` and 304, registration, metrics, and 401 without the right token. `npm run test:flags` uses a real server.
 *
 * @see https://docs.getunleash.io/reference/api/unleash
 */
export class UnleashDouble {
  state: 'up' | 'failing' | 'hanging' = 'up'
  token = 'default:development.double'
  /** The bodies of requests other than reads. */
  readonly received: string[] = []
  /** The number of reads of features. */
  reads = 0
  #features: readonly UnleashFeature[] = []
  #version = 0
  #serving: Serving | undefined

  static async open(...features: readonly UnleashFeature[]): Promise<UnleashDouble> {
    const double = new UnleashDouble()
    double.set(...features)
    double.#serving = await serve((request, response) => void double.#answer(request, response))
    return double
  }

  get url(): string {
    return `${this.#serving?.url}/api/`
  }

  set(...features: readonly UnleashFeature[]): void {
    this.#features = features
    this.#version += 1
  }

  async close(): Promise<void> {
    await this.#serving?.close()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.state === 'hanging') return
    if (this.state === 'failing') return void response.writeHead(503).end()
    if (request.headers.authorization !== this.token) return void response.writeHead(401).end()
    if (request.method === 'POST') {
      let body = ''
      for await (const chunk of request) body += chunk
      this.received.push(body)
      return void response.writeHead(202).end()
    }
    this.reads += 1
    const etag = `"${this.#version}"`
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { ETag: etag }).end()
    response.writeHead(200, { 'Content-Type': 'application/json', ETag: etag })
    response.end(JSON.stringify({ version: 2, features: this.#features, query: {} }))
  }
}

/** Returns a feature that is on for these users, or for all. */
export function feature(name: string, enabled: boolean, users?: readonly string[]): UnleashFeature {
  const strategy = users
    ? { name: 'userWithId', parameters: { userIds: users.join(',') } }
    : { name: 'default', parameters: {} }
  return { name, enabled, strategies: [strategy] }
}

/** Returns a feature with one variant. */
export function variantFeature(
  name: string,
  variant: string,
  payload?: string,
  users?: readonly string[],
): UnleashFeature {
  const content = payload === undefined ? {} : { payload: { type: 'string', value: payload } }
  return {
    ...feature(name, true, users),
    variants: [{ name: variant, weight: 1000, weightType: 'variable', ...content }],
  }
}
