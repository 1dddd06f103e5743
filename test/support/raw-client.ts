import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A client that decides byte by byte what it sends, and when it reads, waits or leaves. */
export class RawClient {
  readonly #socket: Socket
  #received = ''
  /** The error that ended the connection, where one did. */
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

  /** Connects and asks for `/` with these header fields. */
  static async get(port: number, ...fields: readonly string[]): Promise<RawClient> {
    const client = await RawClient.connect(port)
    client.send(`GET / HTTP/1.1\r\n${['Host: x', ...fields].join('\r\n')}\r\n\r\n`)
    return client
  }

  send(text: string): void {
    this.#socket.write(text, 'latin1')
  }

  /** All that has come, as soon as it matches. */
  async until(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.#received)) {
      if (this.#socket.destroyed) throw new Error(`the connection ended before ${pattern}: ${this.#received}`)
      await Promise.race([once(this.#socket, 'data'), once(this.#socket, 'close')])
    }
    return this.#received
  }

  /** All that comes until the connection ends. */
  async toTheEnd(): Promise<string> {
    if (!this.#socket.closed) await new Promise((resolve) => this.#socket.once('close', resolve))
    return this.#received
  }

  /** Reads no more for now. */
  stall(): void {
    this.#socket.pause()
  }

  /** Reads again. */
  goOn(): void {
    this.#socket.resume()
  }

  /** Sends no more, and goes on reading. */
  end(): void {
    this.#socket.end()
  }

  leave(): void {
    this.#socket.destroy()
  }
}
