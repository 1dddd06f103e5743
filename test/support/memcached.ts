import { connect } from 'node:net'
import { describe } from '@jest/globals'
import { until } from './broker.js'
import { isInstalled, ServerProcess } from './server-process.js'
import { freePort } from './tcp-proxy.js'

/** True if this machine has the program `memcached`. */
export const hasMemcached = isInstalled('memcached', '-V')

/** Describes what needs a Memcached of its own, which it may stop; skipped when the program is missing. */
export function describeWithMemcached(name: string, body: () => void): void {
  if (hasMemcached) describe(name, body)
  else describe.skip(`${name} (skipped: it needs the program memcached, which is missing)`, body)
}

/** A Memcached server of a test, at a port that stays the same. */
export class TestMemcached {
  readonly port: number
  readonly url: string
  #server: ServerProcess | undefined

  private constructor(port: number) {
    this.port = port
    this.url = `memcached://127.0.0.1:${port}`
  }

  static async open(): Promise<TestMemcached> {
    const memcached = new TestMemcached(await freePort())
    await memcached.start()
    return memcached
  }

  async start(): Promise<void> {
    const options = ['-l', '127.0.0.1', '-p', String(this.port), '-U', '0', '-u', 'nobody', '-t', '1']
    this.#server = new ServerProcess('memcached', options, { stdio: ['ignore', 'ignore', 'inherit'] })
    await until(() => accepts(this.port))
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

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
