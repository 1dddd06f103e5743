import { ignoreClosedPipe } from './commands/ignore-closed-pipe.js'
import { openConfiguration } from './config/configuration.js'
import { wantsHelp } from './config/flags.js'
import { stopSignal } from './config/stop-signal.js'
import { usage } from './config/usage.js'
import { isForeseen } from './service/foreseen-errors.js'
import { startTracing } from './telemetry/tracing/start-tracing.js'

/** Reads the settings and runs the service until it is told to stop. Returns the exit code. */
async function start(argv: readonly string[]): Promise<number> {
  // Before anything waits: a process without this as the first of a container ignores SIGTERM.
  const stop = stopSignal()
  try {
    const configuration = await openConfiguration({ env: process.env, argv, terminal: process.stdout.isTTY })
    // Nothing imported so far loads express, pg or node:http, which OpenTelemetry instruments while they load.
    const tracing = await startTracing(process.env)
    const { run } = await import('./service/run.js')
    return await run(configuration, tracing, stop)
  } catch (error) {
    if (!isForeseen(error)) throw error
    const { reportFailedStart } = await import('./service/failed-start.js')
    await reportFailedStart(error, process)
    return 1
  }
}

const argv = process.argv.slice(2)
if (wantsHelp(argv)) {
  ignoreClosedPipe()
  process.stdout.write(usage())
} else process.exit(await start(argv))
