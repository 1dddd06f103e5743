import { resolve } from 'node:path'
import { cacheSettings } from './cache-settings.js'
import { flagSettings } from './flag-settings.js'
import { issuerSettings } from './issuer-settings.js'
import { limitSettings } from './limit-settings.js'
import { readValues } from './read-values.js'
import type { SettingProblem } from './settings-error.js'
import type { Sources, Surroundings } from './sources/read-sources.js'

/** The settings of the service, read once and frozen. No other code reads the environment. */
export type Settings = ReturnType<typeof settingsOf>

export interface SettingsSource extends Surroundings {
  /** True when the log goes to a terminal. */
  readonly terminal?: boolean
}

/** Returns the settings of the sources. Adds their faults to `problems`; the settings are then incomplete. */
export function settingsOf({ flags, given }: Sources, terminal: boolean, problems: SettingProblem[]) {
  const values = readValues(given, problems)
  const isProduction = values.NODE_ENV === 'production'
  const settings = {
    /** Address or name to listen on. */
    host: values.HOST,
    /** TCP port to listen on; 0 lets the system choose a free one. */
    port: values.PORT,
    /** Connection string of PostgreSQL. Without it, the embedded database is used. */
    databaseUrl: values.DATABASE_URL,
    /** Connection string for notices, which need a session. @default `databaseUrl` */
    databaseListenUrl: values.DATABASE_LISTEN_URL,
    /** The maximum number of connections to PostgreSQL. */
    databasePool: values.DATABASE_POOL,
    /** The most whole lists read from that PostgreSQL at once, each on a connection beside `databasePool`. */
    exportsAtOnce: values.EXPORTS_AT_ONCE,
    /** Absolute path of the folder that holds the embedded database. */
    dataFolder: resolve(values.DATA_FOLDER),
    /** True to empty the embedded database before the start. */
    reset: flags.reset,
    /** The URL of the RabbitMQ broker for events and messages. Without it, there is none. */
    brokerUrl: values.AMQP_URL,
    /** The prefix of the names of exchanges and queues. */
    brokerPrefix: values.AMQP_PREFIX,
    /** The URL of the Redis that instances share. Without it, there is none. */
    redisUrl: values.REDIS_URL,
    /** The prefix of the keys in stores that instances share. */
    redisPrefix: values.REDIS_PREFIX,
    /** The cache of products. Without it, there is none. */
    cache: cacheSettings(values),
    /** The source of feature flags. Without it, every flag has its default. */
    flags: flagSettings(values, problems),
    /** The issuer of the tokens of callers. Without it, the service signs tokens for trials with its own keys. */
    issuer: issuerSettings(values, isProduction, problems),
    /** The origins whose pages may read answers (CORS). */
    corsOrigins: Object.freeze(values.CORS_ORIGINS ?? []),
    /** True to compress the answers that are the same for everybody. */
    compression: values.COMPRESSION === 'on',
    limits: limitSettings(values),
    log: Object.freeze({
      level: values.LOG_LEVEL,
      format: values.LOG_FORMAT ?? (terminal && !isProduction ? 'readable' : 'json'),
    }),
    /** The port for metrics alone; without it, they are on `port` for programs on this machine. */
    metricsPort: values.METRICS_PORT,
    /** The address or name of `metricsPort`. */
    metricsHost: values.METRICS_HOST ?? values.HOST,
    /** The time after which an answer that has not begun is logged as late, in milliseconds. */
    slowRequest: values.SLOW_REQUEST,
    /** True to bring the tables up to date at the start. */
    migrateAtStart: values.MIGRATE === 'start',
    /** The time after the stop signal in which the instance is unready and still serves, in milliseconds. */
    shutdownDelay: values.SHUTDOWN_DELAY * 1000,
    /** The time limit of requests in flight after the stop signal, in milliseconds. */
    shutdownGrace: values.SHUTDOWN_GRACE * 1000,
  }
  if (settings.reset && settings.databaseUrl !== undefined) {
    problems.push({
      setting: '--reset',
      must: 'not be used with DATABASE_URL: it empties the embedded database only',
      example: 'DATABASE_URL= npm start -- --reset',
    })
  }
  return Object.freeze(settings)
}
