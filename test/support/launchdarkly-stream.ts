import type { ServerResponse } from 'node:http'
import { type Serving, serve } from './serve.js'

/**
 * A double of the stream of LaunchDarkly: it is not LaunchDarkly. It sends all flags as its `put` event does. Its flags have one value for
 * everybody.
 */
export class LaunchDarklyStream {
  isUp = true
  readonly #flags: Readonly<Record<string, boolean | string>>
  readonly #open = new Set<ServerResponse>()
  #serving: Serving | undefined

  private constructor(flags: Readonly<Record<string, boolean | string>>) {
    this.#flags = flags
  }

  static async open(flags: Readonly<Record<string, boolean | string>>): Promise<LaunchDarklyStream> {
    const stream = new LaunchDarklyStream(flags)
    stream.#serving = await serve((_request, response) => stream.#answer(response))
    return stream
  }

  get url(): string {
    return String(this.#serving?.url)
  }

  /** Breaks the connections off, and answers 503 until it is up again. */
  fail(): void {
    this.isUp = false
    for (const response of this.#open) response.destroy()
  }

  async close(): Promise<void> {
    await this.#serving?.close()
  }

  #answer(response: ServerResponse): void {
    if (!this.isUp) return void response.writeHead(503).end()
    this.#open.add(response)
    response.once('close', () => this.#open.delete(response))
    const flags = Object.entries(this.#flags).map(([key, value]) => [
      key,
      {
        key,
        version: 1,
        on: true,
        variations: [value],
        fallthrough: { variation: 0 },
        offVariation: 0,
        targets: [],
        rules: [],
        salt: key,
      },
    ])
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    const put = { path: '/', data: { flags: Object.fromEntries(flags), segments: {} } }
    response.write(`event: put\ndata: ${JSON.stringify(put)}\n\n`)
  }
}
