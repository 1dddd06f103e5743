import { until } from '../broker.js'
import { type Sample, scraped, sumOf } from '../scraped.js'
import { type ServiceProcess, ServiceProcesses } from '../service-process.js'
import { trialTokenOf } from '../tokens.js'

/** The compiled service under faults, as its operators see it: by its log and its metrics. */
export class FaultyService {
  readonly url: string
  readonly port: number
  /** The header fields of a caller who may do everything, with those of a body in JSON. */
  readonly headers: Readonly<Record<string, string>>
  readonly #processes: ServiceProcesses
  readonly #service: ServiceProcess

  private constructor(processes: ServiceProcesses, service: ServiceProcess, url: string, token: string) {
    this.url = url
    this.port = Number(new URL(url).port)
    this.headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    this.#processes = processes
    this.#service = service
  }

  /** @param node the options of Node itself */
  static async start(env: Readonly<Record<string, string>>, node: readonly string[] = []): Promise<FaultyService> {
    const processes = new ServiceProcesses()
    const folder = await processes.folder()
    const token = await trialTokenOf(folder)
    const service = processes.start({ env: { DATA_FOLDER: folder, ...env }, node })
    return new FaultyService(processes, service, await service.url(), token)
  }

  /** Adds a product. Resolves to its id. */
  async added(product: object): Promise<string> {
    const request = { method: 'POST', headers: this.headers, body: JSON.stringify(product) }
    return ((await (await fetch(`${this.url}/v1/products`, request)).json()) as { id: string }).id
  }

  async metrics(): Promise<readonly Sample[]> {
    return scraped(await (await fetch(`${this.url}/metrics`)).text())
  }

  /** Resolves when a metric, summed over samples with these labels, has a value for which this holds. */
  async untilMetric(
    name: string,
    labels: Readonly<Record<string, string>>,
    holds: (value: number) => boolean,
  ): Promise<void> {
    await until(async () => holds(sumOf(await this.metrics(), name, labels)))
  }

  /** Resolves when no request uses a connection to the database or waits for one, and none is under way. */
  async untilIdle(): Promise<void> {
    await until(async () => {
      const samples = await this.metrics()
      const used = sumOf(samples, 'db_client_connection_count', { db_client_connection_state: 'used' })
      const waiting = sumOf(samples, 'db_client_connection_pending_requests')
      // The one request is that for the metrics.
      return used === 0 && waiting === 0 && sumOf(samples, 'http_server_active_requests') <= 1
    })
  }

  /** The records with this severity. */
  records(severity: 'error' | 'warn'): readonly Record<string, unknown>[] {
    return this.#service.records.filter((record) => record['log.level'] === severity)
  }

  /** The names of the records with an `event.action`, in their order. */
  get actions(): readonly string[] {
    return this.#service.records.map((record) => String(record['event.action']))
  }

  /** All that it has written. */
  get output(): string {
    return this.#service.stdout + this.#service.stderr
  }

  signal(name: NodeJS.Signals): void {
    this.#service.kill(name)
  }

  /** Asks it to stop. Resolves to its exit code, or the signal that ended it. */
  async stop(): Promise<number | string> {
    this.#service.kill('SIGTERM')
    const exit = await this.#service.exit()
    await this.#processes.clean()
    return exit
  }
}
