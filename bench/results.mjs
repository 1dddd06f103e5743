import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'

/** @typedef {import('./comparison.mjs').Comparison} Comparison */
/** @typedef {import('./comparison.mjs').NodeResults} NodeResults */

const folder = new URL('results/', import.meta.url)

/** Keeps comparisons in a file of their Node version, where they replace older ones of the same name. */
export async function keep(/** @type {string} */ version, /** @type {Comparison[]} */ comparisons) {
  await mkdir(folder, { recursive: true })
  const file = new URL(`node-${version.split('.')[0]}.json`, folder)
  const isReplaced = (/** @type {Comparison} */ old) =>
    comparisons.some(({ group, name }) => group === old.group && name === old.name)
  const kept = (await read(file))?.comparisons.filter((old) => !isReplaced(old)) ?? []
  const date = new Date().toISOString().slice(0, 10)
  await writeFile(file, JSON.stringify({ version, date, comparisons: [...kept, ...comparisons] }))
}

/** Returns all results, by Node version. @returns {Promise<NodeResults[]>} */
export async function all() {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).sort()
  const found = await Promise.all(names.map((name) => read(new URL(name, folder))))
  return found.filter((results) => results !== undefined)
}

/** @returns {Promise<NodeResults | undefined>} */
async function read(/** @type {URL} */ file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}
