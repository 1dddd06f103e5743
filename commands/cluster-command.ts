import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { trialKeys } from '../api/authentication/trial-keys.js'
import { trialTokens } from '../api/authentication/trial-tokens.js'
import { banner } from '../api/banner.js'
import { type Cluster, type ClusterOptions, startCluster } from '../cluster/cluster.js'
import type { ClusterEvent } from '../cluster/cluster-event.js'
import { listenForOrders, orderRoll } from '../cluster/control.js'
import { openConfiguration } from '../config/configuration.js'
import type { Settings } from '../config/settings.js'
import { stopSignal } from '../config/stop-signal.js'
import { CommandError } from './command-error.js'
import type { CommandContext } from './run-command.js'

const usage = [
  'Runs two instances of the shop behind nginx on this machine, for trying out. Ctrl-C stops them.',
  '',
  'Usage: npm run cluster [-- options] [flags of the service]',
  '       npm run cluster -- roll    restarts the instances one after the other, without a failed request',
  '',
  'Options',
  '  --instance-ports=3001,3002    ports of the instances; PORT is that of nginx   (PORT + 1 and PORT + 2)',
  '  --help                        this page',
  '',
  'It needs nginx in PATH and a PostgreSQL in DATABASE_URL. REDIS_URL, AMQP_URL and all other variables go to both instances.',
].join('\n')

/** The program of the service and the template of nginx, as they are seen from the compiled command. */
const main = new URL('../main.js', import.meta.url)
const template = new URL('../../deploy/nginx/shop.conf.template', import.meta.url)

/**
 * Runs a cluster until a signal stops it, or lets a running one restart its instances.
 *
 * @throws {CommandError} for a wrong command line, and when something that the cluster needs is missing
 * @throws {ClusterError} when the cluster cannot start or roll
 */
export async function clusterCommand({ argv, env, print }: CommandContext): Promise<void> {
  if (argv.includes('--help') || argv.includes('-h')) return print(usage)
  const isOwn = (argument: string) => argument === 'roll' || argument.startsWith('--instance-ports=')
  const flags = argv.filter((argument) => !isOwn(argument))
  const { settings, secrets } = await openConfiguration({ env, argv: flags })
  secrets.close()
  const control = join(settings.dataFolder, 'cluster.sock')
  if (argv.includes('roll')) return orderRoll(control, print)
  checkNeeds(settings)
  const stop = stopSignal()
  const stopped = once(stop, 'abort')
  const listeners = new Set<(line: string) => void>([print])
  const onEvent = ({ part, message }: ClusterEvent) => {
    for (const listener of listeners) listener(`[${part}] ${message}`)
  }
  // The keys are made before the instances start, which then read the same ones.
  const trial = settings.issuer === undefined ? trialKeys(settings.dataFolder) : undefined
  const tokens = trial && (await trialTokens(trial))
  const cluster = await startCluster(clusterOptions(settings, { argv, flags, env, onEvent }))
  try {
    const end = await listenForOrders(control, (report) => rollWithReport(cluster, listeners, report))
    print(
      banner({
        url: cluster.url,
        database: `PostgreSQL, for ${cluster.instances.join(' and ')}`,
        tokens: process.stdout.isTTY ? tokens : undefined,
        keys: trial?.path,
      }),
    )
    await stopped
    await end()
  } finally {
    print('The cluster stops.')
    await cluster.stop()
  }
}

/** The flags whose values each instance gets from the cluster. */
const ofEachInstance = /^--(port|host|data-folder|metrics-port|trust-proxy)=/

function checkNeeds({ databaseUrl }: Settings): void {
  if (databaseUrl === undefined) {
    throw new CommandError(
      'Several instances need a PostgreSQL: the embedded database serves one process.\nSet DATABASE_URL, such as DATABASE_URL=postgres://user:password@127.0.0.1:5432/shop npm run cluster',
    )
  }
  try {
    execFileSync('nginx', ['-v'], { stdio: 'ignore' })
  } catch (cause) {
    const message = 'The program nginx is not in PATH. On Debian: apt-get install nginx-light'
    throw new CommandError(message, 1, { cause })
  }
}

function clusterOptions(
  { host, port, shutdownGrace, dataFolder }: Settings,
  { argv, flags, env, onEvent }: Pick<CommandContext, 'argv' | 'env'> & Pick<ClusterOptions, 'flags' | 'onEvent'>,
): ClusterOptions {
  return {
    host,
    port,
    instancePorts: instancePorts(argv, port),
    main,
    template,
    // One port of metrics cannot be that of two instances; each answers `/metrics` on its own port.
    flags: flags.filter((flag) => !ofEachInstance.test(flag)),
    env: { ...env, DATA_FOLDER: dataFolder, METRICS_PORT: '', TRUST_PROXY: 'loopback' },
    patience: shutdownGrace + 10_000,
    onEvent,
  }
}

function instancePorts(argv: readonly string[], port: number): readonly [number, number] {
  const option = argv.find((argument) => argument.startsWith('--instance-ports='))
  if (option === undefined) return port === 0 ? [0, 0] : [port + 1, port + 2]
  const [, one, two] = /=(\d{1,5}),(\d{1,5})$/.exec(option) ?? []
  const ports = [Number(one), Number(two)] as const
  if (ports.every((port) => port <= 65535)) return ports
  throw new CommandError('--instance-ports must be two ports, such as --instance-ports=3001,3002', 2)
}

async function rollWithReport(
  cluster: Cluster,
  listeners: Set<(line: string) => void>,
  report: (line: string) => void,
): Promise<void> {
  // The log of the instances goes to the terminal of the cluster alone.
  const steps = (line: string) => void (/^\[\w+\] \{/.test(line) || report(line))
  listeners.add(steps)
  try {
    await cluster.roll()
  } finally {
    listeners.delete(steps)
  }
}
