import { parseArgs } from 'node:util'
import { openConfiguration } from '../config/configuration.js'
import { type Database, openDatabase } from '../repository/database.js'
import { lossesOf, migrateDown, migrateUp, migrationState, withTablesLocked } from '../repository/migrations/migrate.js'
import { CommandError } from './command-error.js'
import type { CommandContext } from './run-command.js'

const usage = [
  'Changes the tables of the database, apart from the start of the shop.',
  '',
  'Usage: npm run migrate -- status          lists the migrations that are applied and those that are not',
  '       npm run migrate -- up              applies every migration that is not',
  '       npm run migrate -- down [--yes]    undoes the newest one; --yes when rows are deleted',
  '',
  'The database is that of DATABASE_URL, else the embedded one in DATA_FOLDER, of which the shop must be stopped first.',
].join('\n')

type Print = (line: string) => void

/** Shows, applies or undoes migrations. @throws {CommandError} */
export async function migrateCommand({ argv, env, print }: CommandContext): Promise<void> {
  const { help, yes, positionals } = parsed(argv)
  if (help) return print(usage)
  const [action = '', ...more] = positionals
  const run = new Map([
    ['status', status],
    ['up', up],
    ['down', (database: Database, print: Print) => down(database, print, yes)],
  ]).get(action)
  if (run === undefined || more.length > 0 || (yes && action !== 'down')) throw new CommandError(usage, 2)

  const { settings, secrets } = await openConfiguration({ env, argv: [] })
  secrets.close()
  const { databaseUrl: url, dataFolder: folder } = settings
  const unlimited = { statementTimeoutMs: 0, graceMs: 0 }
  const create = action === 'up'
  const database = await openDatabase({ url, folder, create, poolMax: 1, tables: 'leave', patienceMs: 0, ...unlimited })
  try {
    await run(database, print)
  } finally {
    await database.close()
  }
}

function parsed(argv: readonly string[]) {
  try {
    const options = { help: { type: 'boolean', short: 'h' }, yes: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    return { help: values.help === true, yes: values.yes === true, positionals }
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : error}\n\n${usage}`, 2, { cause: error })
  }
}

async function status({ knex }: Database, print: Print): Promise<void> {
  const { applied, pending, unknown } = await migrationState(knex)
  for (const name of applied) print(`${name}  applied${unknown.includes(name) ? ' by a newer version' : ''}`)
  for (const name of pending) print(`${name}  not applied`)
  const numbers = `${applied.length} applied, ${pending.length} not applied`
  print(pending.length === 0 ? `${numbers}: the tables are up to date.` : `${numbers}: run npm run migrate -- up.`)
}

async function up({ knex }: Database, print: Print): Promise<void> {
  const names = await withTablesLocked(knex, undefined, migrateUp)
  for (const name of names) print(`${name}  applied`)
  print(names.length === 0 ? 'The tables are up to date already.' : 'The tables are up to date.')
}

async function down({ knex }: Database, print: Print, isAgreed: boolean): Promise<void> {
  const undone = await withTablesLocked(knex, undefined, async (transaction) => {
    const { applied, unknown } = await migrationState(transaction)
    const name = applied.at(-1)
    if (name === undefined) return undefined
    if (unknown.includes(name)) {
      throw new CommandError(`${name} is of a newer version. Undo it with that version.`)
    }
    const losses = [...(await lossesOf(transaction, name))].filter(([, rows]) => rows > 0)
    for (const [table, rows] of losses) print(`${name} deletes the table ${table} with ${rows} rows.`)
    if (losses.length > 0 && !isAgreed) {
      throw new CommandError('Nothing was changed. To delete these rows: npm run migrate -- down --yes')
    }
    await migrateDown(transaction, name)
    return name
  })
  print(undone === undefined ? 'No migration is applied.' : `${undone}  undone`)
}
