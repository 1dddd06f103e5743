import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'

/** The compiled command that runs two instances behind nginx, in a process of its own. */
export class ClusterProcess {
  readonly #env: Record<string, string>
  readonly #child: ChildProcess
  readonly #exited: Promise<unknown[]>
  readonly #changes = new EventEmitter()
  #output = ''

  /** @param env has at least `DATABASE_URL` and `DATA_FOLDER` */
  constructor(env: Record<string, string>) {
    this.#env = { PATH: process.env.PATH ?? '', PORT: '0', ...env }
    this.#child = spawn(process.execPath, ['dist/commands/cluster.js'], { env: this.#env, stdio: 'pipe' })
    this.#exited = once(this.#child, 'close')
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk) => {
        this.#output += String(chunk)
        this.#changes.emit('data')
      })
    }
    this.#exited.then(() => this.#changes.emit('data', 'ended'))
  }

  get output(): string {
    return this.#output
  }

  /** Resolves to the URL of nginx, once all serve. */
  async url(): Promise<string> {
    return (await this.line(/The shop is ready at (\S+)/))[1] ?? ''
  }

  /** The URLs of the instances by themselves. */
  get instances(): readonly string[] {
    const [, one = '', two = ''] = /for (http:\S+) and (http:\S+)/.exec(this.#output) ?? []
    return [one, two]
  }

  /** The id of the process of an instance as it runs now. @param number 1 or 2 */
  processId(number: number): number {
    const starts = new RegExp(`^\\[${number}\\].*"message":"starting".*"process.pid":(\\d+)`, 'gm')
    return Number([...this.#output.matchAll(starts)].at(-1)?.[1])
  }

  /** Resolves to the match on the output, from `start` on. Rejects when the command ends without it. */
  async line(pattern: RegExp, start = 0): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.#output.slice(start))
      if (match) return match
      const [end] = await once(this.#changes, 'data')
      if (end) throw new Error(`the cluster ended without ${pattern}:\n${this.#output}`)
    }
  }

  /** Restarts the instances one after the other by the command. Resolves to its exit code and output. */
  async roll(): Promise<{ readonly code: number; readonly output: string }> {
    const child = spawn(process.execPath, ['dist/commands/cluster.js', 'roll'], { env: this.#env, stdio: 'pipe' })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += String(chunk)
      })
    }
    const [code] = await once(child, 'close')
    return { code, output }
  }

  /** Stops it as Ctrl-C does. Resolves to its exit code. */
  async stop(): Promise<number> {
    this.#child.kill('SIGINT')
    const [code] = await this.#exited
    return Number(code)
  }
}
