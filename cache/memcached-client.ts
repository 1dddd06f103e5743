import { setTimeout as delay } from 'node:timers/promises'
import memjs, { type Client } from 'memjs'

/** A change in the reachability of a Memcached: reported once when it is lost, and once when it can be used. */
export type MemcachedEvent =
  | { readonly name: 'memcached-unreachable'; readonly reason: string }
  | { readonly name: 'memcached-reached' }

/** Memcached cannot be used, or gave no answer in time. A command that was sent may have had its effect. */
export class MemcachedUnavailable extends Error {
  override readonly name = 'MemcachedUnavailable'
}

export interface MemcachedClientOptions {
  /** `memcached://host:port` */
  readonly url: string
  readonly onEvent: (event: MemcachedEvent) => void
  /** The time limit of an answer, in milliseconds. @default 100 */
  readonly deadline?: number
  /** The pause between attempts to connect, in milliseconds. @default 1000 */
  readonly retry?: number
}

const customaryPort = '11211'

/**
 * A connection to Memcached that never holds up its users. After a command that fails or misses the deadline, commands fail at once until
 * a new connection answers.
 */
export class MemcachedClient {
  readonly #options: MemcachedClientOptions
  readonly #servers: string
  readonly #stop = new AbortController()
  readonly #ended: Promise<void>
  #client: Client | undefined
  #lost: (reason: unknown) => void = () => undefined
  #state: 'unknown' | 'up' | 'down' = 'unknown'

  constructor(options: MemcachedClientOptions) {
    const { hostname, port } = new URL(options.url)
    this.#options = options
    this.#servers = `${hostname}:${port || customaryPort}`
    this.#ended = this.#run()
  }

  /** Reports whether commands can be sent. */
  get isUp(): boolean {
    return this.#client !== undefined
  }

  /** @throws {MemcachedUnavailable} at once while Memcached cannot be used, else after the deadline at the latest */
  async run<Value>(command: (client: Client) => Promise<Value>): Promise<Value> {
    const client = this.#client
    if (client === undefined) throw new MemcachedUnavailable('Memcached cannot be used')
    try {
      return await this.#answered(command(client))
    } catch (error) {
      if (client === this.#client) this.#lost(error)
      throw new MemcachedUnavailable('Memcached gave no answer', { cause: error })
    }
  }

  /** Ends the connection. Never rejects. */
  async close(): Promise<void> {
    this.#stop.abort()
    this.#lost(undefined)
    await this.#ended
  }

  async #answered<Value>(answer: Promise<Value>): Promise<Value> {
    const { deadline = 100 } = this.#options
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      const fail = () => reject(new Error(`no answer within ${deadline} ms`))
      // After a busy time of this process, an answer may wait to be read. `setImmediate` comes after the reads.
      timer = setTimeout(() => setImmediate(fail), deadline)
    })
    try {
      return await Promise.race([answer, late])
    } finally {
      clearTimeout(timer)
    }
  }

  async #run(): Promise<void> {
    const { retry = 1_000 } = this.#options
    const { signal } = this.#stop
    while (!signal.aborted) {
      const reason = await this.#session()
      if (signal.aborted) return
      this.#report('down', reason)
      await delay(retry * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined)
    }
  }

  /** Connects, and resolves to the reason when the connection is lost. */
  async #session(): Promise<unknown> {
    const client = memjs.Client.create(this.#servers, {
      retries: 1,
      timeout: 1,
      conntimeout: 1,
      keepAlive: true,
      logger,
    })
    const lost = new Promise<unknown>((resolve) => {
      this.#lost = resolve
    })
    try {
      // Any key: the answer that there is none is an answer.
      await this.#answered(client.get('up'))
      if (this.#stop.signal.aborted) return undefined
      this.#client = client
      this.#report('up')
      return await lost
    } catch (error) {
      return error
    } finally {
      this.#client = undefined
      client.close()
    }
  }

  #report(state: 'up' | 'down', reason?: unknown): void {
    if (this.#state === state) return
    this.#state = state
    const { onEvent } = this.#options
    if (state === 'up') onEvent({ name: 'memcached-reached' })
    else onEvent({ name: 'memcached-unreachable', reason: reason instanceof Error ? reason.message : String(reason) })
  }
}

/** memjs would write to the console. */
const logger = { log: () => undefined }
