import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { errorCode } from './thrown-error.js'

/**
 * Returns the start of a process as text. Text and id together identify one process for all time. Returns `undefined` when no such process
 * runs (a zombie does not), and `unknown` when the system does not reveal the start.
 */
export async function processStart(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') return linuxStart(pid)
  if (!isThere(pid)) return undefined
  return process.platform === 'win32' ? 'unknown' : unixStart(pid)
}

async function linuxStart(pid: number): Promise<string | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name of the program, in parentheses, may contain spaces and parentheses. The text after it begins with the third field.
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
