import { readFileSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'
import { pinned } from '../process/cores.mjs'
import { databaseVersion } from '../service/database.mjs'

/** Where the figures come from, as a list. */
export async function machine(/** @type {string} */ load) {
  const [{ model }] = cpus()
  const database = await databaseVersion()
  const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  const versions = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`)
  return [
    `- Machine: ${model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`,
    `- Server and load generator (${load}) in processes of their own, ${pinned ? 'each kept to one core' : 'not kept to cores'}`,
    ...(database === undefined ? [] : [`- PostgreSQL ${database} on the same machine`]),
    `- ${versions.join(', ')}`,
  ].join('\n')
}
