import { afterEach, expect, jest, test } from '@jest/globals'
import { CommandError } from '../../commands/command-error.js'
import { type CommandContext, runCommand } from '../../commands/run-command.js'

afterEach(() => {
  jest.restoreAllMocks()
  process.exitCode = undefined
})

/** Runs a command, and returns what it writes on standard output and standard error. */
async function written(command: (context: CommandContext) => Promise<void>) {
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      texts[name] += text
      return true
    })
  }
  await runCommand(command)
  return { ...texts, exitCode: process.exitCode }
}

test('lines and failures are printed without characters that control a terminal', async () => {
  const foreign = 'a\u001b[2Jb\u0007\u009b1mc\r\u202ed\nnext\tline'
  const shown = 'a\ufffd[2Jb\ufffd\ufffd1mc\ufffd\ufffdd\nnext\tline\n'
  const result = await written(async ({ print }) => {
    print(foreign)
    throw new CommandError(foreign, 2)
  })
  expect(result).toEqual({ stdout: shown, stderr: shown, exitCode: 2 })
})
