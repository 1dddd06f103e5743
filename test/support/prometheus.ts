import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe } from '@jest/globals'
import { freePort } from './tcp-proxy.js'

/** Describes what needs `prometheus` and `promtool`; skipped when one of them is missing. */
export function describeWithPrometheus(name: string, body: () => void): void {
  if (found('prometheus') && found('promtool')) describe(name, body)
  else describe.skip(`${name} (skipped: it needs prometheus and promtool, and one of them is missing)`, body)
}

function found(program: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)))
}

/** The end of a run of `promtool`. */
export interface Checked {
  readonly code: number | string
  readonly output: string
}

/** Runs `promtool`. @param input goes to its standard input */
export function promtool(args: readonly string[], input = ''): Promise<Checked> {
  return new Promise((resolve) => {
    const child = execFile('promtool', [...args], (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, output: stdout + stderr })
    })
    child.stdin?.end(input)
  })
}

/** One series in the answer to a query. */
export interface QueriedSeries {
  readonly metric: Readonly<Record<string, string>>
}

/** A real Prometheus that scrapes one target five times a second. */
export class Prometheus {
  readonly #child: ChildProcess
  readonly #folder: string
  readonly #url: string

  private constructor(child: ChildProcess, folder: string, url: string) {
    this.#child = child
    this.#folder = folder
    this.#url = url
  }

  /** Starts it on a free port. @param target host and port */
  static async start(target: string): Promise<Prometheus> {
    const folder = await mkdtemp(join(tmpdir(), 'shop-prometheus-'))
    const job = `{ job_name: shop, static_configs: [{ targets: ["${target}"] }] }`
    const configuration = `global: { scrape_interval: 200ms, scrape_timeout: 200ms }\nscrape_configs: [${job}]\n`
    await writeFile(join(folder, 'prometheus.yml'), configuration)
    const port = await freePort()
    const flags = [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ]
    return new Prometheus(spawn('prometheus', flags, { stdio: 'ignore' }), folder, `http://127.0.0.1:${port}`)
  }

  /** Asks for the value of an expression, until there is one that satisfies `holds`. */
  async query(
    expression: string,
    holds: (result: readonly QueriedSeries[]) => boolean = () => true,
  ): Promise<readonly QueriedSeries[]> {
    const url = `${this.#url}/api/v1/query?query=${encodeURIComponent(expression)}`
    for (;;) {
      const response = await fetch(url).catch(() => undefined)
      // It refuses connections or answers 503 while it starts.
      const isStarting = response === undefined || response.status === 503
      const answer = isStarting ? undefined : ((await response.json()) as Answer)
      if (answer?.status === 'error') throw new Error(`${expression}: ${answer.error}`)
      if (answer !== undefined && holds(answer.data.result)) return answer.data.result
      if (this.#child.exitCode !== null) throw new Error(`prometheus ended with ${this.#child.exitCode}`)
      await pause(100)
    }
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await exited
    await rm(this.#folder, { recursive: true, force: true })
  }
}

type Answer =
  | { readonly status: 'success'; readonly data: { readonly result: readonly QueriedSeries[] } }
  | { readonly status: 'error'; readonly error: string }
