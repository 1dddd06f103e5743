import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Refusal, refuse, refuseRaw } from './refusal.js'

/** More requests than this, sent ahead of their answers, are an attack on memory: the connection breaks off. */
const mostWaiting = 100

/** What runs a request, given as the response to it. */
export type Run = (response: ServerResponse) => void

/**
 * The requests of one connection. Each runs when the answers before it are out, since RFC 9112 §9.3.2 lets only safe methods run side by
 * side; and none runs once an answer has closed the connection (§9.6), however many were sent ahead.
 */
export class Connection {
  readonly #socket: Duplex
  readonly #run: Run
  readonly #waiting: ServerResponse[] = []
  /** The request that ran last. */
  #current: ServerResponse | undefined
  /** The refusal that goes out behind the answers under way. */
  #end: Refusal | undefined
  /** No further request is taken. */
  #isClosing = false
  #isRefused = false

  constructor(socket: Duplex, run: Run) {
    this.#socket = socket
    this.#run = run
  }

  /** Runs a request when its turn comes. @param isLast whether its answer closes the connection */
  take(response: ServerResponse, isLast: boolean): void {
    if (this.#isClosing || !this.#socket.writable) return // Node ends the connection behind an answer that closes it
    if (isLast) {
      this.#isClosing = true
      response.shouldKeepAlive = false
    }
    if (this.#isIdle()) {
      this.#current = response
      this.#run(response)
    } else if (this.#waiting.push(response) > mostWaiting) this.#breakOff()
    else if (this.#waiting.length === 1) this.#waitForAnswer()
  }

  /** Refuses a request, in its place among the others, and takes none after it. */
  refuse(response: ServerResponse, refusal: Refusal): void {
    if (this.#isClosing) return
    this.#isClosing = true
    this.#isRefused = true
    refuse(response, refusal)
  }

  /**
   * Refuses what cannot be parsed, behind the answers under way, whose order is that of the requests (RFC 9112 §9.3.2). Reacts once:
   * Node reports each packet that follows as well.
   */
  fail(refusal: Refusal): void {
    if (this.#isRefused) return
    this.#isRefused = true
    this.#isClosing = true
    const last = this.#waiting.at(-1) ?? this.#current
    if (last === undefined || last.req.complete) this.#endWith(refusal)
    else if (last === this.#current) this.#failWithin(last, refusal)
    else {
      this.#waiting.pop() // its body is broken: it must not run
      this.#endWith(refusal)
    }
  }

  /** Refuses a request that has begun to run, for its body is broken, unless another answer has begun. */
  #failWithin(response: ServerResponse, refusal: Refusal): void {
    if (isOut(response)) this.#socket.end(() => this.#socket.destroy())
    else if (response.headersSent) this.#breakOff()
    else refuseRaw(this.#socket, refusal)
  }

  #endWith(refusal: Refusal): void {
    if (this.#isIdle()) refuseRaw(this.#socket, refusal)
    else {
      this.#end = refusal
      if (this.#waiting.length === 0) this.#waitForAnswer()
    }
  }

  #isIdle(): boolean {
    return this.#waiting.length === 0 && (this.#current === undefined || isOut(this.#current))
  }

  #waitForAnswer(): void {
    this.#current?.once('finish', this.#goOn)
  }

  /** Goes on when an answer is out, unless that answer closes the connection: Node has then ended it. */
  readonly #goOn = (): void => {
    if (!this.#socket.writable) return
    const next = this.#waiting.shift()
    if (next !== undefined) {
      this.#current = next
      this.#run(next)
      if (this.#waiting.length > 0 || this.#end !== undefined) this.#waitForAnswer()
    } else if (this.#end !== undefined) refuseRaw(this.#socket, this.#end)
  }

  #breakOff(): void {
    this.#isClosing = true
    this.#waiting.length = 0
    this.#socket.destroy()
  }
}

/** Reports whether an answer has gone out whole: Node then takes its socket away. */
function isOut({ socket, destroyed }: ServerResponse): boolean {
  return socket === null || destroyed
}
