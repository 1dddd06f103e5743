import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createApp } from './api/app.js'
import { banner } from './api/banner.js'
import { listen } from './api/http-server.js'
import { ListenError } from './api/listen-error.js'
import { wantsHelp } from './config/flags.js'
import { loadSettings, type Settings } from './config/settings.js'
import { SettingsError } from './config/settings-error.js'
import { stopSignal } from './config/stop-signal.js'
import { usage } from './config/usage.js'
import { catalogue } from './domain/products/catalogue.js'
import { awaitedProducts } from './repository/awaited-products.js'
import { type Database, openDatabase } from './repository/database.js'
import { DatabaseError } from './repository/database-error.js'
import type { DatabaseEvent } from './repository/database-event.js'
import { products } from './repository/products.js'
import { exitOnCrash } from './telemetry/crash-log.js'
import { createLogger, type Logger } from './telemetry/logger.js'
import { requestLog } from './telemetry/request-log.js'

/** The time limit to close the database after the last request, in milliseconds. */
const closingTime = 5_000

/** Runs the service from its start to its stop, and resolves to the exit code. */
async function run(argv: readonly string[]): Promise<number> {
  const settings = loadSettings({ env: process.env, argv, terminal: process.stdout.isTTY })
  const logger = createLogger(settings.log)
  exitOnCrash(logger)
  try {
    await serve(settings, logger, stopSignal())
    return 0
  } catch (error) {
    if (isForeseen(error)) throw error
    logger.error('crashed', { error })
    return 1
  } finally {
    await logger.close()
  }
}

/**
 * Serves until it is told to stop. Takes the port first: a database that takes seconds to make, or a minute to wait for, is of no use
 * without one. Until the database is there, what needs it is answered 503.
 */
async function serve(settings: Settings, logger: Logger, stop: AbortSignal): Promise<void> {
  logger.info('starting', { pid: process.pid, node: process.version, settings })
  const stopped = once(stop, 'abort')
  const awaited = awaitedProducts()
  const shop = catalogue(awaited.products, { newId: randomUUID, now: () => new Date() })
  const server = await listen(
    createApp({ catalogue: shop, requests: requestLog(logger) }),
    settings.host,
    settings.port,
  )
  const database = await open(settings, logger, stop).catch(async (error: unknown) => {
    await server.stop(0)
    throw error
  })
  try {
    if (database === undefined) return logger.info('stopped before the database was there')
    awaited.open(products(database.knex))
    logger.info('ready', { url: server.url, database: database.description })
    if (settings.log.format === 'readable') process.stdout.write(banner(server.url, database.description))

    await stopped
    logger.info('stopping', { signal: stop.reason, grace_ms: settings.shutdownGrace })
  } finally {
    setTimeout(() => giveUp(logger), settings.shutdownGrace + closingTime).unref()
    const cut = await server.stop(database === undefined ? 0 : settings.shutdownGrace)
    if (cut > 0) logger.warn('requests were cut at the end of the grace', { requests: cut })
    await database?.close()
  }
  logger.info('stopped')
}

/** Opens the database; returns `undefined` when a stop signal comes before it is open. */
async function open(settings: Settings, logger: Logger, stop: AbortSignal): Promise<Database | undefined> {
  const { databaseUrl: url, databasePool: poolMax, dataFolder: folder, reset } = settings
  const onEvent = (event: DatabaseEvent) => logDatabaseEvent(logger, event)
  try {
    return await openDatabase({ url, poolMax, folder, reset, onEvent, signal: stop })
  } catch (error) {
    if (stop.aborted) return undefined
    throw error
  }
}

function logDatabaseEvent(logger: Logger, { message, ...fields }: DatabaseEvent): void {
  // Nothing works without the database; whoever watches over the process starts it again.
  if (fields.name === 'database-stopped') throw new Error(message)
  const level = fields.name === 'database-unreachable' || fields.name === 'database-lock-taken-over' ? 'warn' : 'info'
  logger[level](message, fields)
}

/** Ends a stop that does not end by itself. */
function giveUp(logger: Logger): void {
  logger.error('the stop took too long')
  void logger.close().then(() => process.exit(1))
}

/** Reports whether the message of an error is meant for the person who starts the service. */
function isForeseen(error: unknown): error is Error {
  return error instanceof SettingsError || error instanceof DatabaseError || error instanceof ListenError
}

/** Says why the service cannot run; anything unforeseen is thrown on. */
function explain(error: unknown): number {
  if (!isForeseen(error)) throw error
  process.stderr.write(`${error.message}\n`)
  return 1
}

const argv = process.argv.slice(2)
if (wantsHelp(argv)) process.stdout.write(usage())
else process.exit(await run(argv).catch(explain))
