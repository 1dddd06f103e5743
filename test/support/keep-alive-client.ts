import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'

export interface ClientAnswer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

export interface ClientRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | AsyncIterable<string>
}

/** A client with one connection, which it keeps as long as the server does. It repeats nothing. */
export class KeepAliveClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  readonly #url: string
  /** The number of connections that it opened. */
  connections = 0

  constructor(url: string) {
    this.#url = url
  }

  /** Sends a request. Rejects when the connection breaks before the whole answer is there. */
  async send(path: string, { method = 'GET', headers = {}, body }: ClientRequest = {}): Promise<ClientAnswer> {
    const sent = request(new URL(path, this.#url), { method, headers, agent: this.#agent })
    sent.once('socket', (socket) => {
      if (socket.connecting) this.connections += 1
    })
    const answered = once(sent, 'response')
    answered.catch(() => undefined)
    if (body === undefined || typeof body === 'string') sent.end(body)
    else {
      for await (const part of body) sent.write(part)
      sent.end()
    }
    const [response] = (await answered) as [IncomingMessage]
    let text = ''
    for await (const chunk of response) text += String(chunk)
    return { status: response.statusCode ?? 0, headers: response.headers, text }
  }

  close(): void {
    this.#agent.destroy()
  }
}
