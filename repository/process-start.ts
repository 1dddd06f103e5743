import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { errorCode } from './thrown-error.js'

/**
 * When the process began, as text that no other process of this id has had or will have; undefined when there is no such process
 * (or but its remains, not yet reaped); `unknown` where the system does not tell.
 */
export async function processStart(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') return linuxStart(pid)
  if (!isThere(pid)) return undefined
  return process.platform === 'win32' ? 'unknown' : unixStart(pid)
}

async function linuxStart(pid: number): Promise<string | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name of the program, in parentheses, may hold anything; the fields after it are counted from the third.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ')
    const [state, start] = [fields[0], fields[19]]
    if (state === 'Z' || state === 'X') return undefined
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
    return `${boot.slice(0, 8)}-${start}`
  } catch {
    return isThere(pid) ? 'unknown' : undefined
  }
}

async function unixStart(pid: number): Promise<string | undefined> {
  try {
    const command = ['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)]
    const { stdout } = await promisify(execFile)('ps', command, { env: { ...process.env, LC_ALL: 'C' } })
    const [state = '', ...start] = stdout.trim().split(/\s+/)
    return state.startsWith('Z') ? undefined : start.join('-').replaceAll(/[^\w-]/g, '-')
  } catch {
    return isThere(pid) ? 'unknown' : undefined
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}
