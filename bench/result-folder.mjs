import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'

/** @typedef {import('./comparison.mjs').Comparison} Comparison */
/** @typedef {import('./comparison.mjs').NodeResults} NodeResults */

/** What was measured, kept from run to run: a file a version of Node, in which newer comparisons replace older ones. */
export class ResultFolder {
  #folder

  constructor(/** @type {string} */ name) {
    this.#folder = new URL(`results/${name}/`, import.meta.url)
  }

  async clear() {
    await rm(this.#folder, { recursive: true, force: true })
  }

  /** @param {import('./process/nodes.mjs').NodeVersion} node @param {Comparison[]} comparisons @param {string} command that measured them */
  async keep({ major, version }, comparisons, command) {
    await mkdir(this.#folder, { recursive: true })
    const file = new URL(`node-${major}.json`, this.#folder)
    const isReplaced = (/** @type {Comparison} */ old) =>
      comparisons.some(({ group, name }) => group === old.group && name === old.name)
    const kept = (await read(file))?.comparisons.filter((old) => !isReplaced(old)) ?? []
    /** @type {NodeResults} */
    const results = {
      version,
      date: new Date().toISOString().slice(0, 10),
      comparisons: [...kept, ...comparisons.map((one) => ({ ...one, command }))],
    }
    await writeFile(file, JSON.stringify(results))
  }

  /** By version. @returns {Promise<NodeResults[]>} */
  async all() {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith('.json')).sort()
    const found = await Promise.all(names.map((name) => read(new URL(name, this.#folder))))
    return found.filter((results) => results !== undefined)
  }
}

/** @returns {Promise<NodeResults | undefined>} */
async function read(/** @type {URL} */ file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}
