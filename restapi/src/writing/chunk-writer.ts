import type { ServerResponse } from 'node:http'
import { isClosed } from './client-signal.js'

/** Text that has come together to this many characters is written at once. */
const enough = 16 * 1024

/** Writes chunks to a response: text that comes in one turn of the event loop goes out together, and in order. */
export class ChunkWriter {
  readonly #response: ServerResponse & { readonly flush?: () => void }
  #text = ''
  #isScheduled = false
  #isFull = false
  #goOn = (): void => undefined

  constructor(response: ServerResponse) {
    this.#response = response
    response.on('drain', this.#drained)
  }

  /** Takes a chunk. Returns a promise when the client is slow; await it before the next chunk. */
  write(chunk: string | Uint8Array): Promise<void> | undefined {
    if (typeof chunk === 'string') this.#text += chunk
    else {
      this.#writeText()
      this.#give(chunk)
    }
    if (this.#text.length >= enough) this.#writeText()
    else if (!this.#isScheduled) {
      this.#isScheduled = true
      setImmediate(this.#turnIsOver)
    }
    if (!this.#isFull) return undefined
    return new Promise((resolve) => {
      this.#goOn = resolve
    })
  }

  /** Writes the pending text and ends the response. */
  end(): void {
    this.#response.end(this.#take())
  }

  /** Writes the pending text, stops listening, and resolves the pending write. */
  stop(): void {
    this.#writeText()
    this.#response.off('drain', this.#drained)
    this.#goOn()
  }

  #writeText(): void {
    const text = this.#take()
    if (text !== '' && !isClosed(this.#response)) this.#give(text)
  }

  #take(): string {
    const text = this.#text
    this.#text = ''
    return text
  }

  #give(chunk: string | Uint8Array): void {
    // The mocks of unit tests (node-mocks-http) return nothing, and never drain.
    if (this.#response.write(chunk) === false) this.#isFull = true
  }

  readonly #drained = (): void => {
    this.#isFull = false
    this.#goOn()
  }

  readonly #turnIsOver = (): void => {
    this.#isScheduled = false
    if (isClosed(this.#response) || this.#response.writableEnded) return
    this.#writeText()
    this.#response.flush?.() // what a middleware that compresses would keep back
  }
}
