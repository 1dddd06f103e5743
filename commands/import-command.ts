import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { extname } from 'node:path'
import { SingleBar } from 'cli-progress'
import { importRecords } from '../api/products/import-records.js'
import { openConfiguration } from '../config/configuration.js'
import { DomainError } from '../domain/domain-error.js'
import { catalogue } from '../domain/products/catalogue.js'
import type { ImportRecord, ImportResult } from '../domain/products/import-result.js'
import { ImportRefused, type ProductError } from '../domain/products/product-error.js'
import { DatabaseError } from '../repository/database-error.js'
import { products } from '../repository/products.js'
import { commandDatabase } from './command-database.js'
import { CommandError } from './command-error.js'
import type { CommandContext } from './run-command.js'
import { tellCache } from './tell-cache.js'

export interface ImportContext extends CommandContext {
  /** True to show a progress bar instead of lines. @default that of the terminal */
  readonly terminal?: boolean
}

const usage = [
  'Adds and changes products from a file, in the database of the settings. Products are known by their SKU.',
  '',
  'Usage: npm run import -- FILE.csv|FILE.ndjson|FILE.jsonl [options]',
  '',
  'Options',
  '  --dry-run         checks every record and stores nothing',
  '  --all             stores all records or none (default: those that are right)',
  '  --help            this page',
  '',
  'The database is that of DATABASE_URL, else the embedded one in DATA_FOLDER, of which the shop must be stopped first.',
].join('\n')
const running =
  'While the service runs, send it the file: curl -X POST -H "Authorization: Bearer TOKEN" -H "Content-Type: text/csv" --data-binary @FILE http://127.0.0.1:3000/v1/products/import'

/**
 * Adds and changes products from a file in the database of the settings, and prints every refusal and a summary.
 * @throws {CommandError} for a wrong command line, for a file that cannot be read, and when a record is refused
 */
export async function importCommand({
  argv,
  env,
  print,
  terminal = process.stdout.isTTY,
}: ImportContext): Promise<void> {
  if (argv.includes('--help') || argv.includes('-h')) return print(usage)
  const flags = argv.filter((argument) => argument.startsWith('--'))
  const [file, ...more] = argv.filter((argument) => !argument.startsWith('--'))
  const unknown = flags.find((flag) => flag !== '--dry-run' && flag !== '--all')
  const format = { '.csv': 'csv', '.ndjson': 'ndjson', '.jsonl': 'ndjson' } as const
  const extension = extname(file ?? '').toLowerCase()
  if (unknown !== undefined) throw new CommandError(`${unknown} is not a flag of this command.\n\n${usage}`, 2)
  if (file === undefined || more.length > 0 || !(extension in format)) throw new CommandError(usage, 2)
  const records = await recordsOf(file, format[extension as keyof typeof format])

  const { settings, secrets } = await openConfiguration({ env, argv: [] })
  secrets.close()
  const database = await commandDatabase(settings, { poolMax: settings.databasePool }).catch((error: unknown) => {
    if (!(error instanceof DatabaseError) || error.code !== 'database-in-use') throw error
    throw new CommandError(`${error.message}\n${running}`, 1, { cause: error })
  })
  const bar = terminal ? new SingleBar({ format: '{bar} {value} of {total} records' }) : undefined
  const counts = { created: 0, updated: 0, unchanged: 0, refused: 0 }
  const refusals: string[] = []
  try {
    const shop = catalogue(products(database.knex), { newId: randomUUID, now: () => new Date() })
    const options = { mode: flags.includes('--all') ? 'all' : 'lines', dryRun: flags.includes('--dry-run') } as const
    let done = 0
    bar?.start(records.length, 0)
    for await (const results of shop.import(records, options)) {
      for (const result of results) {
        counts[result.outcome] += 1
        if (result.outcome === 'refused') refusals.push(refusal(result))
      }
      done += results.length
      if (bar) bar.update(done)
      else print(`${done} of ${records.length} records`)
    }
  } catch (error) {
    throw explained(error)
  } finally {
    bar?.stop()
    await database.close()
    if (!flags.includes('--dry-run')) await tellCache(settings, print)
  }
  for (const line of refusals) print(line)
  const { created, updated, unchanged, refused } = counts
  const ending = flags.includes('--dry-run') ? '. Nothing was stored: this was a dry run.' : '.'
  print(`${created} created, ${updated} updated, ${unchanged} unchanged, ${refused} refused${ending}`)
  if (refused > 0) throw new CommandError(`${refused} of ${records.length} records were refused.`)
}

async function recordsOf(file: string, format: 'csv' | 'ndjson'): Promise<ImportRecord[]> {
  try {
    return await importRecords(createReadStream(file), format)
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ENOENT') {
      throw new CommandError(`There is no file ${file}.`, 1, { cause: error })
    }
    const reason = error instanceof Error ? error.message : String(error)
    throw new CommandError(`${file} cannot be imported: ${reason}.`, 1, { cause: error })
  }
}

function explained(error: unknown): unknown {
  if (!(error instanceof DomainError)) return error
  const refused = error instanceof ImportRefused ? error.refused.slice(0, 100).map(refusal) : []
  const { message } = error as ProductError
  return new CommandError([...refused, `${message}.`].join('\n'), 1, { cause: error })
}

function refusal({ line, errors = [] }: ImportResult): string {
  return `line ${line}: ${errors.map(({ path, message }) => `${path} ${message}`.trim()).join(', ')}`
}
