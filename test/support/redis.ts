import type { StdioOptions } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { describe } from '@jest/globals'
import { createClient } from 'redis'
import { isInstalled, ServerProcess } from './server-process.js'
import { freePort } from './tcp-proxy.js'

/** True if this machine has the program `redis-server`. */
export const hasRedis = isInstalled('redis-server', '--version')

/** Describes what needs a Redis of its own, which it may stop; skipped when the program is missing. */
export function describeWithRedis(name: string, body: () => void): void {
  if (hasRedis) describe(name, body)
  else describe.skip(`${name} (skipped: it needs the program redis-server, which is missing)`, body)
}

/** A Redis server of a test, at a port that stays the same. It keeps nothing on disk. */
export class TestRedis {
  readonly port: number
  readonly url: string
  #server: ServerProcess | undefined

  private constructor(port: number) {
    this.port = port
    this.url = `redis://127.0.0.1:${port}`
  }

  /** Starts a server, with further options of its command line. */
  static async open(...options: readonly string[]): Promise<TestRedis> {
    const redis = new TestRedis(await freePort())
    await redis.start(...options)
    return redis
  }

  async start(...options: readonly string[]): Promise<void> {
    const own = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
    const stdio: StdioOptions = ['ignore', 'pipe', 'inherit']
    this.#server = new ServerProcess('redis-server', [...own, ...options], { stdio })
    const output = this.#server.child.stdout as Readable
    const lines: string[] = []
    for await (const line of createInterface({ input: output })) {
      lines.push(line)
      if (line.includes('Ready to accept connections')) return void output.resume()
    }
    throw new Error(`redis-server did not start: ${lines.join('\n')}`)
  }

  /** Removes all data. */
  async empty(): Promise<void> {
    const client = createClient({ url: this.url })
    await client.connect()
    await client.flushAll()
    client.destroy()
  }

  /** Lets the server hang: it accepts connections and answers nothing. */
  hang(): void {
    this.#server?.hang()
  }

  /** Lets a hanging server go on. */
  resume(): void {
    this.#server?.resume()
  }

  /** Ends the server without a goodbye; its data is lost. */
  async kill(): Promise<void> {
    await this.#server?.end('SIGKILL')
  }
}
