import { execFileSync } from 'node:child_process'

/** @typedef {{ version: string, major: number, executable: string }} NodeVersion */

/** The Node that runs this. @type {NodeVersion} */
export const currentNode = {
  version: process.versions.node,
  major: Number(process.versions.node.split('.')[0]),
  executable: process.execPath,
}

/**
 * The newest Node of a major version, fetched through npx where it is not at hand.
 *
 * @returns {NodeVersion}
 */
export function nodeOf(/** @type {number} */ major) {
  const print = 'JSON.stringify({ version: process.versions.node, executable: process.execPath })'
  const output = execFileSync('npx', ['-y', '-p', `node@${major}`, 'node', '-p', print], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 300_000,
  })
  const found = { major, ...JSON.parse(output) }
  if (Number(found.version.split('.')[0]) !== major) throw new Error(`node@${major} is ${found.version}`)
  return found
}

/** Reports whether a version is at least another one, such as `22.19`. */
export function isAtLeast(/** @type {string} */ version, /** @type {string} */ least) {
  return version.localeCompare(least, 'en', { numeric: true }) >= 0
}
