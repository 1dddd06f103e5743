import { setTimeout as delay } from 'node:timers/promises'
import { ServiceProcess } from '../service-process.js'
import { freePort } from '../tcp-proxy.js'

/** Runs the shop at one port and starts it again after each kill, as a supervisor does. */
export class ShopSupervisor {
  readonly url: string
  /** The times from the start of a process until it has answered from the database, in milliseconds. */
  readonly startsMs: number[] = []
  readonly #env: Record<string, string>
  #service: ServiceProcess

  private constructor(env: Record<string, string>, port: number) {
    this.url = `http://127.0.0.1:${port}`
    // The purchases come from one address, and faster than people buy.
    this.#env = { ...env, PORT: String(port), LOG_LEVEL: 'warn', RATE_LIMITS: 'off', MAX_EVENT_LOOP_DELAY: 'off' }
    this.#service = new ServiceProcess({ env: this.#env })
  }

  /** Starts the shop. Resolves when it answers from the database. */
  static async start(env: Record<string, string>): Promise<ShopSupervisor> {
    const supervisor = new ShopSupervisor(env, await freePort())
    await supervisor.#ready()
    return supervisor
  }

  /** Kills the shop with SIGKILL and starts it again. Resolves when it answers from the database. @param afterMs the time until a second kill, while it starts */
  async kill(afterMs?: number): Promise<void> {
    await this.#restart()
    if (afterMs !== undefined) {
      await delay(afterMs)
      await this.#restart()
    }
    await this.#ready()
  }

  /** Asks the shop to stop. Resolves to its exit code, or the signal that ended it. */
  async stop(): Promise<number | string> {
    this.#service.kill('SIGTERM')
    return this.#service.exit()
  }

  /** Kills the shop for good. */
  async end(): Promise<void> {
    this.#service.kill('SIGKILL')
    await this.#service.exit()
  }

  async #restart(): Promise<void> {
    await this.end()
    this.#service = new ServiceProcess({ env: this.#env })
  }

  async #ready(): Promise<void> {
    const start = performance.now()
    for (;;) {
      const answer = await fetch(`${this.url}/v1/products?limit=1`).catch(() => undefined)
      await answer?.arrayBuffer()
      if (answer?.status === 200) break
      await delay(20)
    }
    this.startsMs.push(Math.round(performance.now() - start))
  }
}
