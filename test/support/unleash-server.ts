import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type DatabasePlace, placeOnPostgresql } from './database.js'
import { serve } from './serve.js'

const script = fileURLToPath(new URL('unleash-process.mjs', import.meta.url))
const features = 'projects/default/features'

/** A real Unleash server on a database of its own. Its environment is `development`. */
export class UnleashServer {
  token = ''
  readonly #place: DatabasePlace
  readonly #port: number
  #child: ChildProcess | undefined

  private constructor(place: DatabasePlace, port: number) {
    this.#place = place
    this.#port = port
  }

  static async open(): Promise<UnleashServer> {
    const place = await placeOnPostgresql()
    const { port, close } = await serve(() => undefined)
    await close()
    const server = new UnleashServer(place, port)
    await server.start()
    const token = { tokenName: 'shop', type: 'client', environment: 'development', projects: ['*'] }
    server.token = ((await server.post('api-tokens', token)) as { readonly secret: string }).secret
    return server
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/api/`
  }

  async start(): Promise<void> {
    const env = { ...process.env, UNLEASH_DATABASE: this.#place.url ?? '', UNLEASH_PORT: String(this.#port) }
    const packages = ['-y', '-p', 'node@22', '-p', 'unleash-server@8.2.0']
    // A group of its own, because npx starts further processes.
    const child = spawn('npx', [...packages, '--', 'node', script], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    this.#child = child
    let output = ''
    child.stderr.on('data', (chunk) => {
      output += String(chunk)
    })
    const exited = once(child, 'close').then(() => Promise.reject(new Error(`the server ended:\n${output}`)))
    exited.catch(() => undefined)
    for (let text = ''; !text.includes('started'); )
      text += String(await Promise.race([once(child.stdout, 'data'), exited]))
  }

  /** Kills the server, which can be started again. */
  async kill(): Promise<void> {
    const child = this.#child
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    const closed = once(child, 'close')
    process.kill(-child.pid, 'SIGKILL')
    await closed
  }

  async close(): Promise<void> {
    await this.kill()
    await this.#place.drop()
  }

  /** Adds a feature that is on, by a strategy. */
  async add(name: string, strategy: object): Promise<void> {
    await this.post(features, { name, type: 'release' })
    const parameters = { rollout: '100', stickiness: 'default', groupId: name }
    const full = { name: 'flexibleRollout', parameters, ...strategy }
    await this.post(`${features}/${name}/environments/development/strategies`, full)
    await this.turn(name, 'on')
  }

  async turn(name: string, state: 'on' | 'off'): Promise<void> {
    await this.post(`${features}/${name}/environments/development/${state}`, {})
  }

  async post(path: string, body: object): Promise<unknown> {
    const headers = { 'Content-Type': 'application/json' }
    const answer = await fetch(`${this.url}admin/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
}
