import { setTimeout as delay } from 'node:timers/promises'
import { ErrorReply } from 'redis'
import { type RedisCommands, type RedisConnection, redisConnections } from './redis-connection.js'
import type { RedisEvent } from './redis-event.js'
import { RedisUnavailable } from './redis-unavailable.js'

export interface RedisClientOptions {
  /** `redis://user:password@host:port/database`, or `rediss://…` */
  readonly url: string
  /** The name of the connection in `CLIENT LIST` and in events, without spaces. */
  readonly name: string
  readonly onEvent: (event: RedisEvent) => void
  /** Runs on each new connection before it is used, for example to subscribe. A failure ends the connection. */
  readonly setUp?: (commands: RedisCommands) => Promise<unknown>
  /** The time limit of an answer, in milliseconds. @default 100 */
  readonly deadline?: number
  /** The time between two checks whether Redis answers, in milliseconds. @default 1000 */
  readonly heartbeat?: number
  /** The first and the longest pause between attempts to connect, in milliseconds. @default 100 and 2000 */
  readonly retry?: { readonly first: number; readonly most: number }
}

/** The time limit to connect, with TLS, authentication and `setUp`, in milliseconds; that of an answer if it is longer. */
const connectTime = 2_000

/**
 * A connection to Redis that never holds up its users. A command that misses the deadline ends the connection, and all other pending
 * commands fail with it. Until a new connection answers, commands fail at once. So a Redis that hangs costs one deadline, once.
 */
export class RedisClient {
  readonly #options: RedisClientOptions
  readonly #address: string
  readonly #newConnection: () => RedisConnection
  readonly #deadline: number
  readonly #stop = new AbortController()
  readonly #ended: Promise<void>
  #connection: RedisConnection | undefined
  #state: 'unknown' | 'up' | 'down' = 'unknown'
  #reason = 'it was not reached yet'

  constructor(options: RedisClientOptions) {
    this.#options = options
    this.#address = new URL(options.url).host
    this.#newConnection = redisConnections(options.url, options.name)
    this.#deadline = options.deadline ?? 100
    this.#ended = this.#run()
  }

  /** Reports whether commands can be sent. */
  get isUp(): boolean {
    return this.#connection !== undefined
  }

  /**
   * Runs commands within the deadline. An error that Redis answers is thrown as it is.
   *
   * @throws {RedisUnavailable} at once while Redis cannot be used, else after the deadline at the latest
   */
  async run<Value>(command: (commands: RedisCommands) => Promise<Value>): Promise<Value> {
    const connection = this.#connection
    if (connection === undefined) throw new RedisUnavailable(`Redis cannot be used: ${this.#reason}`)
    return this.#answered(connection, command)
  }

  /** Ends the connection. Commands without an answer fail. Never rejects. */
  async close(): Promise<void> {
    this.#stop.abort()
    this.#connection?.end()
    await this.#ended
  }

  async #answered<Value>(connection: RedisConnection, command: (commands: RedisCommands) => Promise<Value>) {
    let isPending = true
    const end = () => isPending && connection.end(new Error(`no answer within ${this.#deadline} ms`))
    // After a busy time of this process, an answer may wait to be read. `setImmediate` comes after the reads.
    const timer = setTimeout(() => setImmediate(end), this.#deadline)
    try {
      return await command(connection.commands)
    } catch (error) {
      if (error instanceof ErrorReply) throw error
      throw new RedisUnavailable('Redis gave no answer', { cause: error })
    } finally {
      isPending = false
      clearTimeout(timer)
    }
  }

  async #run(): Promise<void> {
    const { first, most } = this.#options.retry ?? { first: 100, most: 2_000 }
    const { signal } = this.#stop
    for (let failures = 0; !signal.aborted; ) {
      const start = performance.now()
      const reason = await this.#session(signal)
      if (signal.aborted) return
      this.#lost(textOf(reason))
      // A Redis that answers for a moment again and again is tried less and less often.
      failures = performance.now() - start > 10 * most ? 1 : failures + 1
      // A random part keeps apart instances that lost Redis at the same time.
      const pause = Math.min(most, first * 2 ** Math.min(failures - 1, 30)) * (0.5 + Math.random() / 2)
      await delay(pause, undefined, { signal }).catch(() => undefined)
    }
  }

  /** Connects, and resolves to the reason when the connection has ended. Never rejects. */
  async #session(stop: AbortSignal): Promise<unknown> {
    const connection = this.#newConnection()
    const endBy = () => connection.end()
    stop.addEventListener('abort', endBy)
    try {
      await this.#open(connection)
      if (!stop.aborted) this.#opened(connection)
      await this.#beat(connection)
      return await connection.ended
    } catch (error) {
      return error instanceof RedisUnavailable ? await connection.ended : error
    } finally {
      this.#connection = undefined
      stop.removeEventListener('abort', endBy)
      connection.end()
    }
  }

  async #open(connection: RedisConnection): Promise<void> {
    const limit = Math.max(connectTime, this.#deadline)
    const late = setTimeout(() => connection.end(new Error(`no connection within ${limit} ms`)), limit)
    const ended = connection.ended.then((reason) => Promise.reject(reason))
    try {
      await Promise.race([this.#setUp(connection), ended])
    } finally {
      clearTimeout(late)
    }
    // A Redis that accepts connections but answers late is no help.
    await this.#answered(connection, (commands) => commands.ping())
  }

  async #setUp({ commands }: RedisConnection): Promise<void> {
    await commands.connect()
    await this.#options.setUp?.(commands)
  }

  /** Asks for an answer again and again, so that a silent loss is noticed without commands. Resolves at the end of the connection. */
  async #beat(connection: RedisConnection): Promise<void> {
    const { heartbeat = 1_000 } = this.#options
    const over = new AbortController()
    void connection.ended.then(() => over.abort())
    while (!over.signal.aborted) {
      await delay(heartbeat, undefined, { signal: over.signal, ref: false }).catch(() => undefined)
      if (!over.signal.aborted) await this.#answered(connection, (commands) => commands.ping())
    }
  }

  #opened(connection: RedisConnection): void {
    this.#connection = connection
    void connection.ended.then((reason) => {
      this.#connection = undefined
      this.#reason = textOf(reason)
    })
    if (this.#state !== 'up') {
      const { name: link, onEvent } = this.#options
      onEvent({ name: 'redis-reached', message: 'connected to Redis', link, address: this.#address })
    }
    this.#state = 'up'
  }

  #lost(reason: string): void {
    this.#reason = reason
    if (this.#state !== 'down') {
      const { name: link, onEvent } = this.#options
      const message = 'Redis cannot be used, and is tried again until it can'
      onEvent({ name: 'redis-unreachable', message, link, address: this.#address, reason })
    }
    this.#state = 'down'
  }
}

function textOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : 'the connection was closed'
}
