import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A client that controls each byte that it sends, and when it reads, waits or leaves. */
export class RawClient {
  readonly #socket: Socket
  #received = ''
  /** The error that ended the connection, if any. */
  error: (Error & { readonly code?: string }) | undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => {
      this.#received += text
    })
    socket.on('error', (error) => {
      this.error = error
    })
  }

  static async connect(port: number): Promise<RawClient> {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    return new RawClient(socket)
  }

  /** Connects and requests `/` with these header fields. */
  static async get(port: number, ...fields: readonly string[]): Promise<RawClient> {
    const client = await RawClient.connect(port)
    client.send(`GET / HTTP/1.1\r\n${['Host: x', ...fields].join('\r\n')}\r\n\r\n`)
    return client
  }

  send(text: string): void {
    this.#socket.write(text, 'latin1')
  }

  /** Resolves to the received text when it matches. */
  async until(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.#received)) {
      if (this.#socket.destroyed) throw new Error(`the connection ended before ${pattern}: ${this.#received}`)
      await Promise.race([once(this.#socket, 'data'), once(this.#socket, 'close')])
    }
    return this.#received
  }

  /** Resolves to the received text when the connection ends. */
  async toTheEnd(): Promise<string> {
    if (!this.#socket.closed) await new Promise((resolve) => this.#socket.once('close', resolve))
    return this.#received
  }

  /** Stops reading. */
  stall(): void {
    this.#socket.pause()
  }

  /** Continues to read. */
  goOn(): void {
    this.#socket.resume()
  }

  /** Closes its side of the connection, and continues to read. */
  end(): void {
    this.#socket.end()
  }

  leave(): void {
    this.#socket.destroy()
  }
}
