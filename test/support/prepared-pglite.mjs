// A folder of PGlite with all tables and no products, which tests copy. To create one takes seconds, to copy it a fraction of one. It is
// kept between runs, for the version of PGlite and of the tables for which it was made.
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const project = new URL('../../', import.meta.url)

/** Returns the path of the folder, and creates it when it is missing. The service must have been compiled. */
export async function preparePglite() {
  const cache = fileURLToPath(new URL('node_modules/.cache/endware/', project))
  const name = `pglite-${await versionOfTables()}`
  await mkdir(cache, { recursive: true })
  const present = await readdir(cache)
  if (present.includes(name)) return `${cache}${name}`
  for (const other of present) await rm(`${cache}${other}`, { recursive: true, force: true })
  const making = `${cache}making-${process.pid}`
  const { openDatabase } = await import(new URL('dist/repository/database.js', project).href)
  const database = await openDatabase({ url: undefined, folder: making, seed: false })
  await database.close()
  // Another run may have been faster.
  await rename(making, `${cache}${name}`).catch(() => rm(making, { recursive: true }))
  return `${cache}${name}`
}

async function versionOfTables() {
  const folder = new URL('dist/repository/migrations/', project)
  const files = (await readdir(folder)).filter((name) => name.endsWith('.js')).sort()
  const hash = createHash('sha256')
  for (const name of files) hash.update(await readFile(new URL(name, folder)))
  hash.update(await readFile(new URL('node_modules/@electric-sql/pglite/package.json', project)))
  return hash.digest('hex').slice(0, 16)
}
