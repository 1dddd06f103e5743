import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { putPreparedPglite } from './database.js'

export interface ServiceProcessOptions {
  readonly env?: Record<string, string>
  /** The arguments of the service. */
  readonly flags?: readonly string[]
  /** The options of Node itself. */
  readonly node?: readonly string[]
  /** The compiled program. @default dist/main.js */
  readonly program?: string | undefined
  /** True to start it at a terminal, which `script` of util-linux makes. @default false */
  readonly terminal?: boolean | undefined
}

/** The compiled service in a separate process, on a free port unless the environment sets one. */
export class ServiceProcess {
  readonly #child: ChildProcess
  readonly #exited: Promise<unknown[]>
  #stdout = ''
  #stderr = ''

  /** @param options `env` replaces the environment, in which rate limits are off. */
  constructor(options: ServiceProcessOptions = {}) {
    const { env = {}, flags = [], node = [], program = 'dist/main.js', terminal = false } = options
    const args = [...node, program, ...flags]
    const command: [string, string[]] = terminal
      ? ['script', ['-qfec', [process.execPath, ...args].join(' '), '/dev/null']]
      : [process.execPath, args]
    this.#child = spawn(...command, {
      env: {
        PATH: process.env.PATH,
        PORT: '0',
        LOG_FORMAT: 'json',
        RATE_LIMITS: 'off',
        MAX_EVENT_LOOP_DELAY: 'off',
        SLOW_REQUEST: '600000',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#exited = once(this.#child, 'close')
    this.#child.stdout?.on('data', (chunk) => {
      this.#stdout += String(chunk)
    })
    this.#child.stderr?.on('data', (chunk) => {
      this.#stderr += String(chunk)
    })
  }

  get stdout(): string {
    return this.#stdout
  }

  get stderr(): string {
    return this.#stderr
  }

  /** The records of its log. */
  get records(): Record<string, unknown>[] {
    const lines = this.#stdout.split('\n').filter((line) => line.startsWith('{'))
    return lines.map((line): Record<string, unknown> => JSON.parse(line))
  }

  /** The exit code, or the signal that ended it. */
  async exit(): Promise<number | string> {
    const [code, signal] = await this.#exited
    return (code ?? signal) as number | string
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** Stops reading the log, as a collector that hangs, or reads it again. */
  readLog(isRead: boolean): void {
    this.#child.stdout?.[isRead ? 'resume' : 'pause']()
  }

  /** Resolves to the record with this message, once it is logged; rejects when the service ends without it. */
  async record(message: string): Promise<Record<string, unknown>> {
    await this.#until(() => this.#stdout.includes(`"message":"${message}"`), `'${message}'`)
    return this.records.find((record) => record.message === message) ?? {}
  }

  /** Resolves to the match on standard output. Rejects when the service ends without it. */
  async output(pattern: RegExp): Promise<RegExpExecArray> {
    await this.#until(() => pattern.test(this.#stdout), String(pattern))
    return pattern.exec(this.#stdout) as RegExpExecArray
  }

  /** The address of the service, once it is ready. */
  async url(): Promise<string> {
    return String((await this.record('ready'))['shop.url'])
  }

  async #until(holds: () => boolean, what: string): Promise<void> {
    const ended = this.#exited.then(() => 'ended')
    while (!holds()) {
      const data = this.#child.stdout && once(this.#child.stdout, 'data')
      if ((await Promise.race([data, ended])) !== 'ended' || holds()) continue
      throw new Error(`the service ended without ${what}:\n${this.#stdout}\n${this.#stderr}`)
    }
  }
}

/** Starts services and creates folders, and removes all of them. */
export class ServiceProcesses {
  readonly #started: ServiceProcess[] = []
  readonly #folders: string[] = []

  start(...options: ConstructorParameters<typeof ServiceProcess>): ServiceProcess {
    const service = new ServiceProcess(...options)
    this.#started.push(service)
    return service
  }

  /** Creates a data folder with an embedded database that has all tables, so that a service starts sooner. */
  async preparedFolder(): Promise<string> {
    const folder = await this.folder()
    await putPreparedPglite(folder)
    return folder
  }

  /** Creates an empty folder for the data of a service. */
  async folder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'shop-test-'))
    this.#folders.push(folder)
    return folder
  }

  /** Kills the running services. */
  async end(): Promise<void> {
    for (const service of this.#started.splice(0)) {
      service.kill('SIGKILL')
      await service.exit()
    }
  }

  /** Kills the running services and removes the folders. */
  async clean(): Promise<void> {
    await this.end()
    for (const folder of this.#folders.splice(0)) await rm(folder, { recursive: true, force: true })
  }
}
