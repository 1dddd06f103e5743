import { resolve } from 'node:path'
import type { z } from 'zod'
import { readFlags } from './flags.js'
import { type SettingProblem, SettingsError } from './settings-error.js'
import { type LogFormat, type LogLevel, type VariableName, variables } from './variables.js'

/** The settings of the service, read once and frozen. No other code reads the environment. */
export interface Settings {
  /** Address or name to listen on. */
  readonly host: string
  /** TCP port to listen on; 0 lets the system choose a free one. */
  readonly port: number
  /** Connection string of the PostgreSQL to use; the embedded database when absent. */
  readonly databaseUrl: string | undefined
  /** The most connections to that PostgreSQL at once. */
  readonly databasePool: number
  /** Absolute path of the folder that holds the embedded database. */
  readonly dataFolder: string
  /** True to empty the embedded database before the start. */
  readonly reset: boolean
  readonly log: { readonly level: LogLevel; readonly format: LogFormat }
  /** The time limit of requests in flight after the stop signal, in milliseconds. */
  readonly shutdownGrace: number
}

/** The sources of the settings. */
export interface SettingsSource {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The command line after the program's name. */
  readonly argv: readonly string[]
  /** True when the log goes to a terminal. */
  readonly terminal?: boolean
}

/**
 * The settings that the environment and the command line ask for; an empty variable counts as unset.
 *
 * @throws {SettingsError} naming every wrong variable and flag at once.
 */
export function loadSettings({ env, argv, terminal = false }: SettingsSource): Settings {
  const problems: SettingProblem[] = []
  const given = (name: VariableName) => env[name]?.trim() || undefined
  const read = <Value>(name: VariableName, schema: z.ZodType<Value>, otherwise: Value): Value => {
    const text = given(name)
    if (text === undefined) return otherwise
    const parsed = schema.safeParse(text)
    if (parsed.success) return parsed.data
    problems.push({
      setting: name,
      text,
      must: parsed.error.issues[0]?.message ?? 'be something else',
      ...variables[name],
    })
    return otherwise
  }

  const flags = readFlags(argv, problems)
  const readable = terminal && given('NODE_ENV') !== 'production'
  const settings: Settings = {
    host: read('HOST', variables.HOST.schema, '127.0.0.1'),
    port: read('PORT', variables.PORT.schema, 3000),
    databaseUrl: read<string | undefined>('DATABASE_URL', variables.DATABASE_URL.schema, undefined),
    databasePool: read('DATABASE_POOL', variables.DATABASE_POOL.schema, 10),
    dataFolder: resolve(read('DATA_FOLDER', variables.DATA_FOLDER.schema, 'data')),
    reset: flags.reset,
    log: Object.freeze({
      level: read<LogLevel>('LOG_LEVEL', variables.LOG_LEVEL.schema, 'info'),
      format: read<LogFormat>('LOG_FORMAT', variables.LOG_FORMAT.schema, readable ? 'readable' : 'json'),
    }),
    shutdownGrace: read('SHUTDOWN_GRACE', variables.SHUTDOWN_GRACE.schema, 10) * 1000,
  }
  if (settings.reset && given('DATABASE_URL') !== undefined) {
    problems.push({
      setting: '--reset',
      must: 'not be used with DATABASE_URL: it empties the embedded database only',
      example: 'DATABASE_URL= npm start -- --reset',
    })
  }
  if (problems.length > 0) throw new SettingsError(problems)
  return Object.freeze(settings)
}
