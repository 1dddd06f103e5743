import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** True if processes can be kept to a core of their own here. */
export const pinned = availableParallelism() >= 2 && hasTaskset()

/** The core that serves, and the one that asks. */
export const cores = { server: 0, load: 1 }

/**
 * The command that runs `command` on one core alone, where that is possible.
 *
 * @param {number} core -1 for any
 * @param {string} command
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
export function onCore(core, command, args) {
  return pinned && core >= 0 ? ['taskset', ['-c', String(core), command, ...args]] : [command, args]
}

function hasTaskset() {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
