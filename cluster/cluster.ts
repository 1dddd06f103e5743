import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { ClusterError } from './cluster-error.js'
import type { OnClusterEvent } from './cluster-event.js'
import { type NginxFiles, writeNginxFiles } from './nginx-files.js'
import { freePorts } from './ports.js'
import { type SupervisedProcess, supervisedProcess } from './supervised-process.js'
import { untilAccepted, untilReady } from './until-answered.js'

export interface ClusterOptions {
  readonly host: string
  /** The port of nginx. 0 is any free one. */
  readonly port: number
  /** The ports of the two instances. 0 is any free one. */
  readonly instancePorts: readonly [number, number]
  /** The program of the service and the template of nginx. */
  readonly main: URL
  readonly template: URL
  /** The flags and the environment of the instances. */
  readonly flags: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** The time after which an instance that stops is killed, in milliseconds. */
  readonly patience: number
  readonly onEvent: OnClusterEvent
}

/** Two instances of the service behind nginx. */
export interface Cluster {
  readonly url: string
  /** The URLs of the instances by themselves. */
  readonly instances: readonly string[]
  /**
   * Restarts the instances one after the other, without a failed request.
   * @throws {ClusterError} when an instance does not stop with 0, or does not serve again
   */
  roll(): Promise<void>
  /** Stops nginx and the instances. */
  stop(): Promise<void>
}

/**
 * The time between taking an instance out of use and its stop, in milliseconds. A worker of nginx that has just looked for the file sends
 * its request within one turn of its event loop.
 */
const settleMs = 500

interface Instance {
  readonly number: number
  readonly service: SupervisedProcess
}

/**
 * Starts two instances of the service, then nginx before them. Resolves when all of them serve.
 * @throws {ClusterError} when one of them cannot start
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { host, onEvent, patience } = options
  const [port, ...ports] = await freePorts([options.port, ...options.instancePorts])
  const [one, two] = ports
  if (port === undefined || one === undefined || two === undefined) throw new ClusterError('There are no free ports.')
  const folder = await mkdtemp(join(tmpdir(), 'shop-cluster-'))
  const instances = ports.map((port, index): Instance => instance(index + 1, port, options))
  const listen = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const nginx = nginxProcess(folder, { host, port, onEvent })
  const stop = async () => {
    // nginx takes no more connections, and ends when the last request has its answer. Streams end with their instances.
    const proxy = nginx.stop('SIGQUIT', patience)
    await Promise.all(instances.map(({ service }) => service.stop('SIGTERM', patience)))
    await proxy
    await rm(folder, { recursive: true, force: true })
  }
  let files: NginxFiles
  try {
    const places = { listen, instances: [`127.0.0.1:${one}`, `127.0.0.1:${two}`] as const }
    files = await writeNginxFiles(folder, options.template, places)
    await Promise.all(instances.map(({ service }) => service.start()))
    await nginx.start()
  } catch (error) {
    await stop()
    throw error
  }
  let rolling = Promise.resolve()
  return {
    url: `http://${listen.replace(/^0\.0\.0\.0:/, '127.0.0.1:').replace('[::]', '[::1]')}`,
    instances: ports.map((port) => `http://127.0.0.1:${port}`),
    roll() {
      const turn = rolling.then(async () => {
        for (const instance of instances) await rollOne(instance, files, options)
      })
      rolling = turn.catch(() => undefined)
      return turn
    },
    stop,
  }
}

/** Restarts one instance: out of use, stopped, started, ready, in use. It stays out of use when it fails. */
async function rollOne(
  { number, service }: Instance,
  { down }: NginxFiles,
  { patience, onEvent }: ClusterOptions,
): Promise<void> {
  const part = String(number)
  await writeFile(down(number), '')
  onEvent({ part, message: 'is out of use' })
  await new Promise((resolve) => setTimeout(resolve, settleMs))
  const end = await service.stop('SIGTERM', patience)
  onEvent({ part, message: `has stopped with ${end}` })
  await service.start()
  await rm(down(number))
  onEvent({ part, message: 'serves again' })
  if (end !== 0) throw new ClusterError(`Instance ${number} stopped with ${end} instead of 0.`)
}

function instance(number: number, port: number, { main, flags, env, onEvent }: ClusterOptions): Instance {
  const part = String(number)
  const start = () => {
    const child = spawn(process.execPath, [fileURLToPath(main), ...flags], {
      env: { ...env, HOST: '127.0.0.1', PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl-C at the terminal goes to the cluster alone, which stops nginx first.
      detached: true,
    })
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (message) => onEvent({ part, message }))
    }
    return child
  }
  const ready = (signal: AbortSignal) => untilReady(port, signal)
  return { number, service: supervisedProcess({ part, spawn: start, ready, onEvent }) }
}

function nginxProcess(
  folder: string,
  { host, port, onEvent }: Pick<ClusterOptions, 'host' | 'port' | 'onEvent'>,
): SupervisedProcess {
  const part = 'nginx'
  const start = () => {
    const argv = ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')]
    const child = spawn('nginx', argv, { stdio: ['ignore', 'ignore', 'pipe'], detached: true })
    createInterface({ input: child.stderr }).on('line', (message) => onEvent({ part, message }))
    return child
  }
  const ready = (signal: AbortSignal) => untilAccepted(host, port, signal)
  return supervisedProcess({ part, spawn: start, ready, onEvent })
}
