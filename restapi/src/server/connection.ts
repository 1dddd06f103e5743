import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ErrorHandler } from '../http/http.js'
import { type Refusal, refuse, refuseRaw } from './refusal.js'

/** The limit of requests that wait for earlier answers. More are an attack on memory, so the connection breaks off. */
const maxWaiting = 100

/** The application behind a connection. */
export interface Served {
  /** Answers a request. The request is `response.req`. */
  run(response: ServerResponse): void
  /** Returns the error handler that gives refusals their form; `undefined` for plain text. */
  refusalHandler(): ErrorHandler | undefined
}

/**
 * The requests of one connection. A request runs after the earlier answers have been sent, since RFC 9112 §9.3.2 lets only safe methods
 * run in parallel. No request runs after an answer that closes the connection (§9.6).
 */
export class Connection {
  readonly #socket: Duplex
  readonly #served: Served
  readonly #waiting: ServerResponse[] = []
  /** The response to the request that ran last. */
  #current: ServerResponse | undefined
  /** The refusal to send after the pending answers. */
  #refusal: Refusal | undefined
  /** Reports whether further requests are ignored. */
  #isClosing = false
  #isRefused = false

  constructor(socket: Duplex, served: Served) {
    this.#socket = socket
    this.#served = served
  }

  /** Runs a request when the earlier answers have been sent. @param isLast reports whether its answer closes the connection */
  take(response: ServerResponse, isLast: boolean): void {
    if (this.#isClosing || !this.#socket.writable) return // Node ends the connection after an answer that closes it
    if (isLast) {
      this.#isClosing = true
      response.shouldKeepAlive = false
    }
    if (this.#isIdle()) {
      this.#current = response
      this.#served.run(response)
    } else if (this.#waiting.push(response) > maxWaiting) this.#breakOff()
    else if (this.#waiting.length === 1) this.#waitForAnswer()
  }

  /** Refuses a request, in its order among the others, and ignores all requests after it. */
  refuse(response: ServerResponse, refusal: Refusal): void {
    if (this.#isClosing) return
    this.#isClosing = true
    this.#isRefused = true
    refuse(response, refusal, this.#served.refusalHandler())
  }

  /**
   * Refuses a request for a tunnel. Node has taken its listeners off the connection: an answer that is still under way could not wait for a
   * slow client, nor its failure be noticed. The connection then breaks off.
   */
  refuseTunnel(refusal: Refusal): void {
    this.#socket.on('error', () => this.#socket.destroy()) // an error that nobody hears ends the process
    this.#isRefused = true
    if (this.#isClosing || !this.#isIdle()) this.#breakOff()
    else {
      this.#isClosing = true
      this.#refuseRaw(refusal)
    }
  }

  /**
   * Refuses a request that cannot be parsed, after the pending answers, since answers keep the order of requests (RFC 9112 §9.3.2). It
   * reacts only once: Node reports each further packet again.
   */
  fail(refusal: Refusal): void {
    if (this.#isRefused) return
    this.#isRefused = true
    this.#isClosing = true
    const last = this.#waiting.at(-1) ?? this.#current
    if (last === undefined || last.req.complete) this.#endWith(refusal)
    else if (last === this.#current) this.#failWithin(last, refusal)
    else {
      this.#waiting.pop() // a request with a broken body must not run
      this.#endWith(refusal)
    }
  }

  /**
   * Refuses a running request, whose body is broken or late: its middleware has run. If its answer has begun, it breaks off the connection
   * instead.
   */
  #failWithin(response: ServerResponse, refusal: Refusal): void {
    if (isSent(response)) this.#socket.end(() => this.#socket.destroy())
    else if (response.headersSent) this.#breakOff()
    else {
      this.#refuseRaw(refusal, (content) => {
        if (response.headersSent) this.#breakOff()
        else this.#end(content)
      })
    }
  }

  #endWith(refusal: Refusal): void {
    if (this.#isIdle()) this.#refuseRaw(refusal)
    else {
      this.#refusal = refusal
      if (this.#waiting.length === 0) this.#waitForAnswer()
    }
  }

  #isIdle(): boolean {
    return this.#waiting.length === 0 && (this.#current === undefined || isSent(this.#current))
  }

  #waitForAnswer(): void {
    this.#current?.once('finish', this.#runNext)
  }

  /** Runs the next request or sends the refusal. An answer that closes the connection has already ended the socket. */
  readonly #runNext = (): void => {
    if (!this.#socket.writable) return
    const next = this.#waiting.shift()
    if (next !== undefined) {
      this.#current = next
      this.#served.run(next)
      if (this.#waiting.length > 0 || this.#refusal !== undefined) this.#waitForAnswer()
    } else if (this.#refusal !== undefined) this.#refuseRaw(this.#refusal)
  }

  #refuseRaw(refusal: Refusal, send = this.#end): void {
    refuseRaw(this.#socket, refusal, this.#served.refusalHandler(), send)
  }

  /** Sends the last bytes of the connection. */
  readonly #end = (content: Buffer): void => {
    this.#socket.end(content, () => this.#socket.destroy())
  }

  #breakOff(): void {
    this.#isClosing = true
    this.#waiting.length = 0
    this.#socket.destroy()
  }
}

/** Reports whether the whole answer has been sent. Node then detaches its socket. */
function isSent({ socket, destroyed }: ServerResponse): boolean {
  return socket === null || destroyed
}
