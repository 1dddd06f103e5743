import { once } from 'node:events'
import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'

/** An event that a client received. */
export interface ReceivedEvent {
  readonly id?: string
  readonly retry?: string
  // biome-ignore lint/suspicious/noExplicitAny: it is what a test expects it to be
  readonly data: any
}

/** A client of server-sent events on its own connection, which it can break. */
export class EventStreamClient {
  readonly #response: IncomingMessage
  #text = ''
  #isOver = false
  /** The id of the last event, for a reconnection. */
  lastEventId: string | undefined

  private constructor(response: IncomingMessage) {
    this.#response = response
    response.setEncoding('utf8')
    response.on('data', (text: string) => {
      this.#text += text
    })
    response.on('error', () => undefined)
    response.once('close', () => {
      this.#isOver = true
    })
  }

  static async open(url: string, headers: Readonly<Record<string, string>>): Promise<EventStreamClient> {
    const request = get(url, { headers: { Accept: 'text/event-stream', ...headers }, agent: false })
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    return new EventStreamClient(response)
  }

  get status(): number | undefined {
    return this.#response.statusCode
  }

  get headers(): IncomingHttpHeaders {
    return this.#response.headers
  }

  /** Returns the next event, or `undefined` at the end of the stream. Skips comments. */
  async next(): Promise<ReceivedEvent | undefined> {
    for (;;) {
      const end = this.#text.indexOf('\n\n')
      if (end >= 0) {
        const fields = this.#text.slice(0, end).split('\n')
        this.#text = this.#text.slice(end + 2)
        const event = received(fields)
        if (event === undefined) continue
        this.lastEventId = event.id ?? this.lastEventId
        return event
      }
      if (this.#isOver) return undefined
      await Promise.race([once(this.#response, 'data'), once(this.#response, 'close')]).catch(() => undefined)
    }
  }

  /** Returns the remaining events. */
  async rest(): Promise<ReceivedEvent[]> {
    const events: ReceivedEvent[] = []
    for (let event = await this.next(); event !== undefined; event = await this.next()) events.push(event)
    return events
  }

  /** Breaks the connection. */
  leave(): void {
    this.#response.destroy()
  }
}

function received(lines: readonly string[]): ReceivedEvent | undefined {
  const fields = new Map(
    lines.map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  )
  const [data, id, retry] = [fields.get('data'), fields.get('id'), fields.get('retry')]
  if (data === undefined) return undefined
  return { ...(id !== undefined && { id }), ...(retry !== undefined && { retry }), data: JSON.parse(data) }
}
