import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from '@jest/globals'
import { processStart } from '../../repository/process-start.js'

describe('the start of a process', () => {
  test('is the same at each reading, and fits into a file name', async () => {
    const start = await processStart(process.pid)
    expect(start).toMatch(/^[\w-]+$/)
    expect(await processStart(process.pid)).toBe(start)
  })

  test('is known as long as the process lives', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] })
    await once(child, 'spawn')
    const pid = child.pid ?? 0
    expect(await processStart(pid)).toMatch(/^[\w-]+$/)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await processStart(pid)).toBeUndefined()
  })

  test.each([99_999_999])('is undefined for %d, which no process can have', async (pid) => {
    expect(await processStart(pid)).toBeUndefined()
  })
})
